/** An answer of a store that refuses an operation: the store works, and to ask again at once would bring the same answer. */

/** An operation that a store has refused, for example because it is full or because its access rules forbid it. */
export class StoreRefusal extends Error {
  override readonly name = 'StoreRefusal';
}

/** Returns true if a store has answered, and refused. */
export function isRefusal(error: unknown): boolean {
  return error instanceof StoreRefusal;
}
