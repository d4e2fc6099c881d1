/** Makes an application's `.env` from its `.env.example`. */
import { randomBytes } from 'node:crypto';

/** This text stands in the example where a key belongs. */
const PLACEHOLDER = '<random>';
const KEY_BYTES = 32;

/** Returns the example with a fresh key of 32 random bytes, in base64url, in each assignment that has `<random>` in its value. */
export function environmentFrom(example: string): string {
  return example
    .split('\n')
    .map((line) =>
      /^\w+=/.test(line) ? line.replaceAll(PLACEHOLDER, () => randomBytes(KEY_BYTES).toString('base64url')) : line,
    )
    .join('\n');
}
