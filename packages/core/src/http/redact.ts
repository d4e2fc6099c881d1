/** Makes text that others wrote fit to be shown: secrets struck out, control characters dropped, long texts cut. */

const MAX_LENGTH = 300;
const STRUCK_OUT = '[redacted]';

/**
 * Text from a server or a library, fit for a message or a log.
 *
 * @param text what somebody else wrote
 * @param secrets what must not be in it; each is found as it is, percent-encoded, form-encoded, JSON-escaped and in base64
 */
export function showForeignText(text: string, secrets: readonly string[]): string {
  const shown = redact(text, secrets)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH)}…` : shown;
}

/** Strikes secrets out of a text, in every spelling in which they travel. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .flatMap(spellingsOf)
    .toSorted((one, other) => other.length - one.length)
    .reduce((shown, spelling) => shown.replaceAll(spelling, STRUCK_OUT), text);
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

/** An error of somebody else's as a `cause` that can be logged: its name, code and redacted message, nothing else of it. */
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
