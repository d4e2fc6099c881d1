/** Makes foreign text safe to show: replaces secrets and personal data, drops control characters and cuts long texts. */
import { type Place, placesOfPersonalData, placesOfSecrets } from './find-secrets.ts';

const MAX_LENGTH = 300;
const REDACTED = '[redacted]';

/** Only the beginning of a longer text is searched, and only what stands well before its end is shown, so that no half of a secret is. */
const LONGEST_READ = 16_384;
const LONGEST_SHOWN = 2_048;

/**
 * Returns text from a server or a library in a form that is safe for a message or a log. Mail addresses, IBANs and what looks like a
 * token are replaced, too.
 *
 * @param secrets the values to replace, in any of the spellings that {@link redact} finds
 */
export function showForeignText(text: string, secrets: readonly string[]): string {
  const read = text.slice(0, LONGEST_READ);
  const places = [...placesOfSecrets(read, secrets), ...placesOfPersonalData(read)];
  const shown = strikeOut(read, places, text.length > LONGEST_READ ? LONGEST_SHOWN : read.length)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH)}…` : shown;
}

/** Replaces secrets in a text, in every spelling that {@link placesOfSecrets} finds. */
export function redact(text: string, secrets: readonly string[]): string {
  return strikeOut(text, placesOfSecrets(text, secrets), text.length);
}

function strikeOut(text: string, places: readonly Place[], until: number): string {
  let shown = '';
  let end = 0;
  for (const place of places.toSorted((one, other) => one.start - other.start)) {
    if (place.start >= until) break;
    // A place that overlaps the one before widens it.
    if (place.start >= end) shown += text.slice(end, place.start) + REDACTED;
    end = Math.max(end, place.end);
  }
  return shown + text.slice(end, Math.max(end, until));
}

/** Returns a foreign error as a `cause` that is safe to log. It keeps only names, codes and redacted messages of the chain of causes. */
export function showForeignError(error: unknown, secrets: readonly string[]): Error {
  const shown = new Error(showForeignText(chainOf(error) || 'an error without a message', secrets));
  shown.name = 'ForeignError';
  delete shown.stack;
  return shown;
}

function chainOf(error: unknown): string {
  const chain: string[] = [];
  try {
    let current: unknown = error;
    for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
      const code = 'code' in current && typeof current.code === 'string' ? ` (${current.code})` : '';
      chain.push(`${current.name}: ${current.message}${code}`);
      current = current.cause;
    }
  } catch {
    // An error of an injected `fetch` may throw when it is read.
  }
  return chain.join(' <- ');
}
