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
  const spellings = new Set(secrets.filter((secret) => secret !== '').flatMap(spellingsOf));
  const found = [...spellings].flatMap((spelling) => placesOf(spelling, text));
  let shown = '';
  let end = 0;
  for (const place of found.toSorted((one, other) => one.start - other.start)) {
    // A place that overlaps the one before widens it.
    if (place.start >= end) shown += text.slice(end, place.start) + REDACTED;
    end = Math.max(end, place.end);
  }
  return shown + text.slice(end);
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Finds a spelling. No regular expression is made of it, because an error about one would show the secret. */
function placesOf(spelling: string, text: string): readonly Place[] {
  const protocolWords = [...text.matchAll(PROTOCOL_WORDS)].map(({ index, 0: word }) => [index, index + word.length]);
  const places: Place[] = [];
  for (let start = text.indexOf(spelling); start !== -1; start = text.indexOf(spelling, start + 1)) {
    const end = start + spelling.length;
    const isInAWord = isWordCharacter(text[start - 1]) || isWordCharacter(text[end]);
    const isOfTheProtocol = protocolWords.some(([from = 0, to = 0]) => from <= start && end <= to);
    if (!isOfTheProtocol && (!isInAWord || spelling.length > LONGEST_WORD_PART)) places.push({ start, end });
  }
  return places;
}

/** Shorter texts are found as whole words only: a user called `v` must not tear words apart. */
const LONGEST_WORD_PART = 3;

/** The error codes of the protocols. They stay as they are, even if somebody is called `grant`. */
const PROTOCOL_WORDS =
  /\b(?:invalid_(?:request|client|grant|scope|token|target)|unauthorized_client|unsupported_grant_type|insufficient_scope|access_denied|server_error|temporarily_unavailable|slow_down|(?:interaction|login|consent|mfa)_required)\b/g;

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
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
