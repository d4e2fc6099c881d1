/** The schema of a list in a foreign answer: it stops at the first few problems, because an answer may have millions. */
import * as z from 'zod';

/** The number of problems with an answer at which checking ends. */
export const MAX_PROBLEMS = 5;

/** Longer lists are checked in parts of this length, which is too short to do harm, and long enough to cost nothing. */
const PART = 100;

/**
 * Returns the schema of a list. It is `z.array`, which would collect a problem for each element before it fails: for `[0,0,…]`,
 * seconds and a gigabyte.
 *
 * @param item the schema of each element
 */
export function listOf<T>(item: z.ZodType<T>): z.ZodArray<z.ZodType<T>> {
  const list = z.array(item);
  // This is zod's interface for libraries. A schema around the list, such as a transform, would take a third of the time again.
  const { _zod: internals } = list;
  const run = internals.run.bind(internals);
  internals.run = (payload, context) => {
    const value: unknown = payload.value;
    if (!Array.isArray(value) || value.length <= PART) return run(payload, context);
    const items: T[] = [];
    for (let start = 0; start < value.length && payload.issues.length < MAX_PROBLEMS; start += PART) {
      const part = run({ value: value.slice(start, start + PART), issues: [] }, context);
      if (part instanceof Promise) throw new z.core.$ZodAsyncError();
      for (const one of part.value as T[]) items.push(one);
      for (const issue of part.issues) {
        const [index, ...path] = issue.path ?? [];
        payload.issues.push({ ...issue, path: [start + Number(index), ...path] });
      }
    }
    payload.value = items;
    return payload;
  };
  return list;
}
