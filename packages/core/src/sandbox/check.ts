/** Checks what a user of the sandbox hands in, and says in a sentence what is wrong and what would be right. */
import * as z from 'zod';

/** Makes the schema of an object that has these members and no others. An unknown one is refused with the names that exist. */
export function closed<S extends z.core.$ZodLooseShape>(noun: string, shape: S): z.ZodObject<S, z.core.$strict> {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `there is no ${noun} ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}; there are: ${known}`
        : undefined,
  });
}

/** Returns the value if the schema takes it. Throws a `TypeError` that begins with `subject` otherwise. */
export function check<T>(subject: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new TypeError(`${subject}: ${problemsOf(result.error)}`);
}

/** Returns what is wrong, each problem with the path to it. */
function problemsOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => [path.map(String).join('.'), message].filter((part) => part !== '').join(': '))
    .join('; ');
}
