/** The schemas of the input from this application's clients. What a schema does not name is refused, so that no typing error is ignored. */
import * as z from 'zod';

/** The query of a route that takes none. */
export const NO_QUERY = z.strictObject({});

/** The body of a request that creates a user. Linxo refuses passwords of more than 72 characters. */
export const NEW_USER = z.strictObject({ email: z.email().max(254), password: z.string().min(12).max(72) });

/** An id that Linxo gave. It may not begin with a dot, because `..` would be another path. */
export const LINXO_ID = z.string().regex(/^\w[\w.:~-]{0,127}$/, 'Invalid id');

/** The query of a request for a list. */
export const PAGE = z.strictObject({
  account_id: LINXO_ID.optional(),
  page: wholeNumber(100_000).default(1),
  limit: wholeNumber(500).default(50),
});

/** Returns true if somebody typed the word that confirms what cannot be undone. */
export function isWordTyped(body: unknown, word: string): boolean {
  const { word: typed } = (body ?? {}) as Readonly<Record<string, unknown>>;
  return typeof typed === 'string' && typed.trim().toLowerCase() === word;
}

/** A whole number from 1 in plain digits. `Number` alone would also read an empty text, `1e3` and `0x10`. */
function wholeNumber(max: number) {
  return z
    .string()
    .regex(/^[1-9]\d{0,9}$/, 'Invalid whole number')
    .transform(Number)
    .pipe(z.number().max(max));
}
