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
  const spellings = [...new Set(secrets.filter((secret) => secret !== ''))].map(spellingsOf);
  return decodingsOf(text).flatMap((decoded) => {
    const lower = lowerCase(decoded.text);
    const protocolWords = matchesOf(decoded.text, PROTOCOL_WORDS);
    const standard = decoded.text.replaceAll('-', '+').replaceAll('_', '/');
    const found = spellings.flatMap(({ plain, hex, base64, partsOfBase64 }) =>
      [
        plainPlaces(lower, plain, protocolWords),
        hex === undefined ? [] : occurrences(lower, hex),
        base64Places(standard, base64, partsOfBase64),
      ].flat(),
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

/** The spellings of one secret. */
interface Spellings {
  /** In lower case. */
  readonly plain: string;
  readonly hex: string | undefined;
  /** In base64 by itself, without padding. */
  readonly base64: string;
  /** The base64 that is in the base64 of whatever the secret is a part of, such as `user:password`, wherever it stands there. */
  readonly partsOfBase64: readonly string[];
}

/** Shorter pieces of base64 occur in it by chance. */
const SHORTEST_BASE64_PIECE = 6;

function spellingsOf(secret: string): Spellings {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64').replaceAll('=', '');
  const parts = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    // The characters at both ends depend on the neighbours, too.
    return encoded.slice([0, 2, 3][before], (before + bytes.length) % 3 === 0 ? undefined : -1);
  });
  return {
    plain: lowerCase(secret),
    hex: secret.length > LONGEST_WORD_PART ? bytes.toString('hex') : undefined,
    base64,
    partsOfBase64: [base64, ...parts].filter((part) => part.length >= SHORTEST_BASE64_PIECE),
  };
}

function plainPlaces(lower: string, plain: string, protocolWords: readonly Place[]): readonly Place[] {
  return occurrences(lower, plain).filter(({ start, end }) => {
    if (protocolWords.some((word) => word.start <= start && end <= word.end)) return false;
    return plain.length > LONGEST_WORD_PART || !(isWordCharacter(lower[start - 1]) || isWordCharacter(lower[end]));
  });
}

/**
 * Finds base64 that a secret is part of. With it goes all base64 around it.
 *
 * @param standard the text in the standard alphabet (RFC 4648 section 4), where base64url has other characters
 */
function base64Places(standard: string, whole: string, parts: readonly string[]): readonly Place[] {
  if (parts.length > 0) return parts.flatMap((part) => runsWith(part, standard));
  return runsWith(whole, standard).filter(({ start, end }) => standard.slice(start, end).replaceAll('=', '') === whole);
}

/** Returns the runs of base64 that have a part in them. */
function runsWith(part: string, text: string): readonly Place[] {
  const runs: Place[] = [];
  for (let found = text.indexOf(part); found !== -1;) {
    let [start, end] = [found, found + part.length];
    while (/[a-z\d+/]/i.test(text[start - 1] ?? '')) start--;
    while (/[a-z\d+/=]/i.test(text[end] ?? '')) end++;
    runs.push({ start, end });
    found = text.indexOf(part, end);
  }
  return runs;
}

/** Finds a text in another one. No regular expression is made of it, because an error about one would show the secret. */
function occurrences(text: string, part: string): readonly Place[] {
  const places: Place[] = [];
  // An empty text is everywhere.
  if (part === '') return places;
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
