/** Notices client credentials that were copied wrongly: for the message of a refusal. Nothing is corrected, and no value is shown. */
import { withVariable } from '../catalog/variables.ts';

interface Flaw {
  /** The options in which the flaw is looked for. */
  readonly of: readonly CredentialName[];
  /** Returns true if a credential has the flaw. It is given the credential as it is, and without the white space around it. */
  readonly isIn: (value: Value) => boolean;
  /** Completes a sentence about the option. */
  readonly says: string;
}

type CredentialName = 'clientId' | 'clientSecret';

interface Value {
  readonly text: string;
  readonly trimmed: string;
  /** The client identifier, without the white space around it. */
  readonly clientId: string;
}

const BOTH: readonly CredentialName[] = ['clientId', 'clientSecret'];
const PAIRS_OF_QUOTES = ['""', "''", '``', '“”', '„“', '‘’', '«»'];

const FLAWS: readonly Flaw[] = [
  {
    of: BOTH,
    isIn: ({ text }) => /[\r\n]/.test(text),
    says: 'has a line break: write it on one line, without one at its end',
  },
  {
    of: BOTH,
    isIn: ({ text }) => /^[^\S\r\n]|[^\S\r\n]$/.test(text),
    says: 'has white space at its beginning or end: remove it',
  },
  {
    of: BOTH,
    isIn: ({ trimmed }) => PAIRS_OF_QUOTES.some(([open = '', close = '']) => isWithin(trimmed, open, close)),
    says: 'has quotes around it: write it without them',
  },
  {
    of: BOTH,
    isIn: ({ trimmed }) => /^(?:Basic|Bearer)\s/i.test(trimmed),
    says: 'begins like an Authorization header: write what Linxo issued, without Basic or Bearer',
  },
  {
    of: BOTH,
    isIn: ({ trimmed }) => /^(?:export\s+)?[A-Z][A-Z0-9]*_[A-Z0-9_]*=[^=]/.test(trimmed),
    says: 'begins with the name of a variable: write only what stands behind the equals sign',
  },
  {
    of: BOTH,
    isIn: ({ trimmed }) => /^(?:<[^<>]*>|\$\{[^{}]*\}|\$[A-Z][A-Z0-9_]*|\{\{.*\}\})$/.test(trimmed),
    says: 'is a placeholder that nobody replaced: write what Linxo issued',
  },
  {
    of: BOTH,
    isIn: ({ trimmed }) => /[\p{Cf}\p{Cc}]/u.test(trimmed.replaceAll(/[\r\n\t]/g, '')),
    says: 'has a character that cannot be seen: type it anew',
  },
  {
    of: ['clientId'],
    isIn: ({ trimmed }) => trimmed.includes(':'),
    says: `has a colon, as if it held identifier and secret: write the secret in ${withVariable('clientSecret')} only`,
  },
  {
    of: ['clientSecret'],
    isIn: ({ trimmed, clientId }) =>
      trimmed.startsWith(`${clientId}:`) || fromBase64(trimmed).startsWith(`${clientId}:`),
    says: 'holds the identifier too: write only the secret',
  },
  {
    of: ['clientSecret'],
    isIn: ({ trimmed, clientId }) => trimmed === clientId,
    says: `is the same as ${withVariable('clientId')}: write the secret that belongs to it`,
  },
];

/**
 * Returns a sentence for each flaw of the client credentials that a person can have made by copying them. A right secret may look
 * flawed too, so these are hints for the message of a refusal, and no reason to refuse.
 *
 * @example
 * ```ts
 * credentialHints('an-id', '"a-secret"');
 * // ['clientSecret (LINXO_CLIENT_SECRET) has quotes around it: write it without them.']
 * ```
 */
export function credentialHints(clientId: string, clientSecret: string): readonly string[] {
  return [...hintsFor('clientId', clientId, clientId), ...hintsFor('clientSecret', clientSecret, clientId)];
}

function hintsFor(name: CredentialName, text: string, clientId: string): readonly string[] {
  const value: Value = { text, trimmed: text.trim(), clientId: clientId.trim() };
  const said = (says: string) => `${withVariable(name)} ${says}.`;
  if (value.trimmed === '') return [said('is empty, or has only white space: write what Linxo issued')];
  return FLAWS.filter(({ of, isIn }) => of.includes(name) && isIn(value)).map(({ says }) => said(says));
}

function isWithin(text: string, open: string, close: string): boolean {
  return text.length > 1 && text.startsWith(open) && text.endsWith(close);
}

/** Returns the text that is written in base64, or nonsense if none is. */
function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}
