/** Defines contenders that are measured by calling them, and calls handlers as a router does. */
import type { Row } from '../benchmark.ts';

/** Is measured by being called again and again. */
export interface Call extends Pick<Row, 'name' | 'kind'> {
  call(): unknown;
  /** The caller awaits the result, and the time of that counts. */
  readonly isAwaited?: boolean;
}

/** Describes the `next` of Koa and Express alike. */
export type Next = (error?: unknown) => unknown;

const passed = { count: 0 };

/** Does as little as a `next` can do and still not be thrown out by the compiler. */
export function countCall(): void {
  passed.count++;
}

type AnyHandler = (one: unknown, two: unknown, three?: unknown) => unknown;

const DEPTH = 10;

// All handlers are called from this one place, which knows none of them, so that none is inlined.
function call(handler: AnyHandler, one: unknown, two: unknown, three: unknown): unknown {
  return handler(one, two, three);
}

// The compiler decides by what it has seen, so it sees many functions before anything is timed.
const others: readonly AnyHandler[] = [() => 1, () => 2, () => 3, () => 4, () => 5, () => 6];
for (let round = 0; round < 2000; round++) for (const other of others) call(other, 1, 2, 3);

/** Makes a function that calls the handler with these arguments. */
export function dispatching(
  handler: (...args: never[]) => unknown,
  one: unknown,
  two: unknown,
  three?: unknown,
): () => unknown {
  // The compiler has to look into a list each time, and cannot take the handler for a constant.
  const handlers = [handler as AnyHandler];
  return () => call(handlers[0] as AnyHandler, one, two, three);
}

/** Calls the function ten frames deep, as a router would: an error with a stack trace has that many frames to note. */
export function deeply(work: () => unknown, depth = DEPTH): unknown {
  return depth === 0 ? work() : deeper(work, depth);
}

function deeper(work: () => unknown, depth: number): unknown {
  return deeply(work, depth - 1);
}
