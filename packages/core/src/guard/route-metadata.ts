/** What a middleware is, written on the function itself, so that a mounted application can be read. */
import type { Guard } from './guard.ts';
import type { Mount } from './mount.ts';

/** `Symbol.for`, so that two copies of this package understand each other. */
const TAG = Symbol.for('linxo-guard.tag');

/** What `linxo(…)` and the guards say of their middleware. */
export interface Tag {
  readonly guard?: Guard;
  readonly mount?: Mount;
}

/** Writes on a middleware what it is, and gives it back. */
export function tagged<F extends object>(middleware: F, tag: Tag): F {
  return Object.defineProperty(middleware, TAG, { value: tag });
}

/** What is written on a middleware; nothing on one that is not ours. */
export function tagOf(middleware: object): Tag {
  return (middleware as { readonly [TAG]?: Tag })[TAG] ?? {};
}
