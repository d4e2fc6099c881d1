/** The parts that the payload schemas share. Fields and enumeration values that they do not know pass through unchanged. */
import * as z from 'zod';

/** One of the documented values, or a value that Linxo adds later. */
export type OpenEnum<V extends string> = V | (string & {});

/** A schema for each property of `T`. A schema that is missing, superfluous or of another type does not compile. */
export type FieldsOf<T> = { readonly [P in keyof T]-?: z.ZodType<T[P]> };

/** An identifier. A number is converted to text, unless JavaScript may have rounded it. */
export const id = z.union([z.string(), z.int().transform(String)], 'Invalid input: expected an id');

/** A time in seconds since the epoch. */
export const seconds = z.number();

/** A text that may be missing or null. */
export const text = z.string().nullish();

/** A field whose form is not known. */
export const anything = z.unknown().optional();

/** The holder of an account or a connection. */
export interface Owner {
  readonly name?: string | null | undefined;
}

export const owner: z.ZodType<Owner> = z.looseObject({ name: text } satisfies FieldsOf<Owner>);
