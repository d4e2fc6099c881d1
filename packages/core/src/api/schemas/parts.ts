/** What the payload schemas have in common: open enumerations, identifiers, times. What they do not know, they let through. */
import { z } from 'zod';

/** One of the known values, or one that Linxo adds later. */
export function openEnum<const V extends string>(..._known: readonly V[]): z.ZodType<V | (string & {})> {
  return z.string();
}

/** Identifiers are strings; a number is taken for one, unless JavaScript has rounded it. */
export const id = z.union([z.string(), z.int().transform(String)], 'Invalid input: expected an id');

/** A time in seconds since the epoch. */
export const seconds = z.number();

/** A text that may be missing, or null. */
export const text = z.string().nullish();
