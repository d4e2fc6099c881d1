/** Finds secrets in a text, in whatever spelling, and what looks like one: tokens, mail addresses, IBANs. */
import { type DecodedText, decodingsOf } from './encoded-text.ts';

/** A part of a text. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns the places of secrets: as they are, in base64 or in hexadecimal digits, whatever their case; and each of these
 * percent-encoded, form-encoded, escaped as in JSON, or with HTML entities.
 */
export function placesOfSecrets(text: string, secrets: readonly string[]): readonly Place[] {
  const known = [...new Set(secrets.filter((secret) => secret !== ''))];
  return decodingsOf(text).flatMap((decoded) => {
    const lower = lowerCase(decoded.text);
    const protocolWords = matchesOf(decoded.text, PROTOCOL_WORDS);
    const standard = decoded.text.replaceAll('-', '+').replaceAll('_', '/');
    const found = known.flatMap((secret) =>
      [plainPlaces(lower, secret, protocolWords), hexPlaces(lower, secret), base64Places(standard, secret)].flat(),
    );
    return found.map((place) => originOf(place, decoded));
  });
}

/** Returns the places of what looks like a token, a mail address or an IBAN. */
export function placesOfPersonalData(text: string): readonly Place[] {
  return decodingsOf(text).flatMap((decoded) =>
    PATTERNS.flatMap((pattern) => matchesOf(decoded.text, pattern)).map((place) => originOf(place, decoded)),
  );
}

function originOf({ start, end }: Place, { starts, ends }: DecodedText): Place {
  return { start: starts[start] ?? 0, end: ends[end - 1] ?? 0 };
}

function matchesOf(text: string, pattern: RegExp): readonly Place[] {
  return [...text.matchAll(pattern)].map(({ index, 0: match }) => ({ start: index, end: index + match.length }));
}

/** The repetitions are bounded, so that no text takes long. */
const PATTERNS: readonly RegExp[] = [
  // A JSON Web Token, or its beginning.
  /eyJ[\w-]{5,}(?:\.[\w-]*){0,4}/g,
  // A mail address, internationalized ones included.
  /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,100}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,8}/gu,
  // An IBAN, in one piece or in groups of four. Whether its check digits are right makes no difference.
  /(?<![a-z\d])[a-z]{2}\d{2}(?:[ \u00a0.-]?[a-z\d]{4}){2,7}(?:[ \u00a0.-]?[a-z\d]{1,4})?(?![a-z\d])/gi,
];

/** The error codes of the protocols. They stay as they are, even if somebody is called `grant`. */
const PROTOCOL_WORDS =
  /\b(?:invalid_(?:request|client|grant|scope|token|target)|unauthorized_client|unsupported_grant_type|insufficient_scope|access_denied|server_error|temporarily_unavailable|slow_down|(?:interaction|login|consent|mfa)_required)\b/g;

/** Shorter texts are found as whole words only: a user called `v` must not tear words apart. */
const LONGEST_WORD_PART = 3;

function plainPlaces(lower: string, secret: string, protocolWords: readonly Place[]): readonly Place[] {
  return occurrences(lower, lowerCase(secret)).filter(({ start, end }) => {
    if (protocolWords.some((word) => word.start <= start && end <= word.end)) return false;
    return secret.length > LONGEST_WORD_PART || !(isWordCharacter(lower[start - 1]) || isWordCharacter(lower[end]));
  });
}

function hexPlaces(lower: string, secret: string): readonly Place[] {
  return secret.length > LONGEST_WORD_PART ? occurrences(lower, Buffer.from(secret).toString('hex')) : [];
}

/** Shorter pieces of base64 occur in it by chance. */
const SHORTEST_BASE64_PIECE = 6;

/**
 * Finds base64 that a secret is part of, wherever it stands in what was encoded, such as `user:password`. With it goes all base64
 * around it.
 *
 * @param standard the text in the standard alphabet (RFC 4648 section 4), where base64url has other characters
 */
function base64Places(standard: string, secret: string): readonly Place[] {
  const bytes = Buffer.from(secret);
  const whole = bytes.toString('base64').replaceAll('=', '');
  const pieces = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    // The characters at both ends depend on the neighbours, too.
    return encoded.slice([0, 2, 3][before], (before + bytes.length) % 3 === 0 ? undefined : -1);
  });
  return [whole, ...pieces].flatMap((piece) => {
    const places = occurrences(standard, piece).map((place) => widened(place, standard));
    if (piece.length >= SHORTEST_BASE64_PIECE) return places;
    return places.filter(({ start, end }) => standard.slice(start, end).replaceAll('=', '') === whole);
  });
}

function widened({ start, end }: Place, text: string): Place {
  let [from, to] = [start, end];
  while (/[a-z\d+/]/i.test(text[from - 1] ?? '')) from--;
  while (/[a-z\d+/=]/i.test(text[to] ?? '')) to++;
  return { start: from, end: to };
}

/** Finds a text in another one. No regular expression is made of it, because an error about one would show the secret. */
function occurrences(text: string, part: string): readonly Place[] {
  const places: Place[] = [];
  for (let start = text.indexOf(part); start !== -1; start = text.indexOf(part, start + 1))
    places.push({ start, end: start + part.length });
  return places;
}

/** Changes no length, unlike `toLowerCase`, so that places stay what they are. */
function lowerCase(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}
