/** Makes foreign text safe to show: replaces secrets, drops control characters and cuts long texts. */

const MAX_LENGTH = 300;
const REDACTED = '[redacted]';

/**
 * Returns text from a server or a library in a form that is safe for a message or a log.
 *
 * @param secrets the values to replace, in any of the spellings that {@link redact} finds
 */
export function showForeignText(text: string, secrets: readonly string[]): string {
  const shown = redact(text, secrets)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH)}…` : shown;
}

/** Replaces secrets in a text, whether they are plain, percent-encoded, form-encoded, JSON-escaped or in base64. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .flatMap(spellingsOf)
    .toSorted((one, other) => other.length - one.length)
    .reduce((shown, spelling) => shown.replaceAll(spelling, REDACTED), text);
}

function spellingsOf(secret: string): readonly string[] {
  const wellFormed = secret.toWellFormed();
  return [
    secret,
    encodeURIComponent(wellFormed),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64'),
  ];
}

/** Returns a foreign error as a `cause` that is safe to log. It keeps only names, codes and redacted messages of the chain of causes. */
export function showForeignError(error: unknown, secrets: readonly string[]): Error {
  const chain: string[] = [];
  let current: unknown = error;
  for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
    const code = 'code' in current && typeof current.code === 'string' ? ` (${current.code})` : '';
    chain.push(`${current.name}: ${current.message}${code}`);
    current = current.cause;
  }
  const shown = new Error(showForeignText(chain.join(' <- ') || 'an error without a message', secrets));
  shown.name = 'ForeignError';
  delete shown.stack;
  return shown;
}
