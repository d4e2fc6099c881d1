/** Decodes foreign text in every way in which servers encode what they repeat, and keeps track of where each character came from. */

/** A text as it reads after decoding. */
export interface DecodedText {
  readonly text: string;
  /** The place in the original text of each UTF-16 code unit: where its spelling starts … */
  readonly starts: readonly number[];
  /** … and where it ends. */
  readonly ends: readonly number[];
}

/** An encoding. Each match of the pattern is the spelling of one character. */
interface Encoding {
  readonly pattern: RegExp;
  readonly decode: (spelling: string) => string;
}

/** One character in UTF-8, or one byte of another encoding. */
const PERCENT =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}|%[\da-f]{2}/gi;
const FORM = new RegExp(`${PERCENT.source}|\\+`, 'gi');
const ESCAPED = /\\u\{[\da-f]{1,6}\}|\\u[\da-f]{4}|\\x[\da-f]{2}|\\[^\n]/gi;
const ENTITY = /&#x[\da-f]{1,6};?|&#\d{1,7};?|&[a-z][a-z\d]{1,7};?/gi;

const CONTROL_ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** The names of HTML's entities for U+00A0 to U+00FF, in their order. */
const LATIN_1_ENTITIES = (
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil ' +
  'sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave ' +
  'Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute ' +
  'acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml ' +
  'divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
).split(' ');
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['commat', '@'],
  ['euro', '€'],
  ...LATIN_1_ENTITIES.map((name, index) => [name, String.fromCodePoint(0xa0 + index)] as const),
]);

const ENCODINGS: readonly Encoding[] = [
  { pattern: PERCENT, decode: decodePercent },
  { pattern: FORM, decode: (spelling) => (spelling === '+' ? ' ' : decodePercent(spelling)) },
  { pattern: ESCAPED, decode: decodeEscape },
  { pattern: ENTITY, decode: decodeEntity },
];

function decodePercent(spelling: string): string {
  const bytes = Buffer.from(spelling.replaceAll('%', ''), 'hex');
  const text = bytes.toString('utf8');
  return text.includes('\uFFFD') ? bytes.toString('latin1') : text;
}

function decodeEscape(spelling: string): string {
  const digits = /^\\[ux]\{?([\da-f]+)/i.exec(spelling)?.[1];
  if (digits !== undefined) return characterOf(Number.parseInt(digits, 16), spelling);
  const character = spelling.slice(1);
  return CONTROL_ESCAPES[character] ?? character;
}

function decodeEntity(spelling: string): string {
  const name = spelling.slice(1).replace(/;$/, '');
  if (!name.startsWith('#')) return ENTITIES.get(name) ?? ENTITIES.get(name.toLowerCase()) ?? spelling;
  const isHex = /^#x/i.test(name);
  return characterOf(Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10), spelling);
}

function characterOf(codePoint: number, spelling: string): string {
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : spelling;
}

/** Returns a text as it is, decoded in each way, and decoded twice: servers encode what another one has encoded before. */
export function decodingsOf(text: string): readonly DecodedText[] {
  const places = Array.from({ length: text.length }, (_, index) => index);
  const found = new Map([[text, { text, starts: places, ends: places.map((place) => place + 1) } as DecodedText]]);
  for (let round = 0; round < 2; round++) {
    const known = Array.from(found.values());
    for (const one of known) {
      for (const encoding of ENCODINGS) {
        const decoded = decodeAll(one, encoding);
        if (!found.has(decoded.text)) found.set(decoded.text, decoded);
      }
    }
  }
  return [...found.values()];
}

function decodeAll(known: DecodedText, { pattern, decode }: Encoding): DecodedText {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (characters: string, from: number, to: number, isCopy: boolean) => {
    text += characters;
    for (let index = 0; index < characters.length; index++) {
      starts.push(known.starts[isCopy ? from + index : from] ?? 0);
      ends.push(known.ends[isCopy ? from + index : to - 1] ?? 0);
    }
  };
  let end = 0;
  for (const { 0: spelling, index } of known.text.matchAll(pattern)) {
    add(known.text.slice(end, index), end, index, true);
    end = index + spelling.length;
    add(decode(spelling), index, end, false);
  }
  add(known.text.slice(end), end, known.text.length, true);
  return { text, starts, ends };
}
