/** Finds secrets in everything that could be logged, in every encoding. */
import { inspect } from 'node:util';

/** Records a value that could be printed. */
export type See = (what: string, value: unknown) => void;

export const CLIENT_ID = 'an app';
// The secrets are distinctive and contain characters that encodings change.
export const CLIENT_SECRET = 'clïent:s€cret+%41&= "quoted"\\/~';
export const PASSWORD = 'pâss:w€rd+%42&= "quoted"\\/~';
export const WRONG_PASSWORD = 'wrong:pâss+%43&= "quoted"\\/~';
export const NEW_PASSWORD = 'new:pâss+%44&= "quoted"\\/~';

const formEncoded = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);
/** The last characters are left out, because they depend on what follows. */
const base64 = (text: string) => Buffer.from(text).toString('base64').slice(0, -4);

function spellingsOf(secret: string): ReadonlySet<string> {
  return new Set([
    secret,
    encodeURIComponent(secret),
    formEncoded(secret),
    JSON.stringify(secret).slice(1, -1),
    inspect(secret).slice(1, -1),
    base64(secret),
    base64(secret).replaceAll('+', '-').replaceAll('/', '_'),
    base64(`${CLIENT_ID}:${secret}`),
    base64(`${formEncoded(CLIENT_ID)}:${formEncoded(secret)}`),
  ]);
}

function printed(value: unknown): string {
  const all = { depth: 9, showHidden: true, maxStringLength: null, maxArrayLength: null };
  const { stack = '', message = '' } = value instanceof Error ? value : {};
  const texts = [inspect(value, all), inspect(value, { ...all, customInspect: false }), JSON.stringify(value)];
  return [...texts, stack, message].join('\n');
}

/** Records values that could be printed, and searches them for secrets. */
export class Search {
  /** The tokens that were issued since the last search. */
  readonly tokens = new Set<string>();
  readonly #seen = new Set<string>();

  readonly see: See = (what, value) => void this.#seen.add(`${what}\n${printed(value)}`);

  /** Returns each leak once, with its place and its secret, and clears the record. */
  take(): { readonly texts: number; readonly leaks: readonly string[] } {
    const secrets = [CLIENT_SECRET, PASSWORD, WRONG_PASSWORD, NEW_PASSWORD, ...this.tokens];
    const needles = secrets.flatMap((secret) => [...spellingsOf(secret)].map((needle) => ({ secret, needle })));
    const leaks = [...this.#seen].flatMap((text) =>
      needles
        .filter(({ needle }) => text.includes(needle))
        .map(({ secret, needle }) => `${text.split('\n', 1)[0]} shows ${secret}, as ${needle}`),
    );
    const texts = this.#seen.size;
    this.#seen.clear();
    this.tokens.clear();
    return { texts, leaks: [...new Set(leaks)] };
  }
}
