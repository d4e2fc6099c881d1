/** Calls handlers as a router does: from one place for all, which knows none of them, so that none is compiled into its caller. */

type Handler = (...args: never[]) => unknown;
type AnyHandler = (one: unknown, two: unknown, three?: unknown) => unknown;

function call(handler: AnyHandler, one: unknown, two: unknown, three: unknown): unknown {
  return handler(one, two, three);
}

// The place has seen many functions before anything is timed.
const others: readonly AnyHandler[] = [() => 1, () => 2, () => 3, () => 4, () => 5, () => 6];
for (let round = 0; round < 2000; round++) for (const other of others) call(other, 1, 2, 3);

/** A function that calls the handler with these arguments. */
export function dispatching(handler: Handler, one: unknown, two: unknown, three?: unknown): () => unknown {
  // In a list, which the compiler has to look into each time.
  const handlers = [handler as AnyHandler];
  return () => call(handlers[0] as AnyHandler, one, two, three);
}

const DEPTH = 10;

/** The same ten frames deep, where a router's handlers are: an error with a stack trace has that many to note. */
export function deeply(work: () => unknown, depth = DEPTH): unknown {
  return depth === 0 ? work() : deeper(work, depth);
}

function deeper(work: () => unknown, depth: number): unknown {
  return deeply(work, depth - 1);
}
