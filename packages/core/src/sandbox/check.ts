/** Checks what a user of the sandbox hands in, and says in a sentence what is wrong and what would be right. */
import * as z from 'zod';

/** Makes the schema of an object that has these members and no others. An unknown one is refused with the names that exist. */
export function closed<S extends z.core.$ZodLooseShape>(noun: string, shape: S): z.ZodObject<S, z.core.$strict> {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `there is no ${noun} ${quoted(issue.keys)}; there are: ${known}` : undefined,
  });
}

/** Returns the value if the schema takes it. Throws a `TypeError` that begins with `subject` otherwise. */
export function check<T>(subject: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value, { error: sentenceOf });
  if (result.success) return result.data;
  throw new TypeError(`${subject}: ${problemsOf(result.error)}`);
}

/** Returns what is wrong, each problem with the path to it. */
export function problemsOf(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => [path.map(String).join('.'), message].filter((part) => part !== '').join(': '))
    .join('; ');
}

/** Says what is wrong where the schema itself has no sentence for it. */
export function sentenceOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${issue.expected === 'array' ? 'a list' : `of the type ${issue.expected}`}, not ${shown(issue.input)}`;
    case 'invalid_value':
      return `must be ${quoted(issue.values, ' or ')}, not ${shown(issue.input)}`;
    case 'too_small':
      return issue.origin === 'string'
        ? `must have at least ${String(issue.minimum)} characters`
        : `must be at least ${String(issue.minimum)}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `must have at most ${String(issue.maximum)} characters`
        : `must be at most ${String(issue.maximum)}`;
    case 'invalid_key':
      return issue.issues[0]?.message;
    case 'invalid_union':
      return `has a wrong value: ${shown(issue.input)}`;
    default:
      return undefined;
  }
}

/** Returns a value as a message shows it: what is short as it is, and of the rest only its kind. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' && value.length > 40 ? 'a long text' : (JSON.stringify(value) ?? String(value));
}

function quoted(values: readonly unknown[], between = ', '): string {
  return values.map((value) => JSON.stringify(value) ?? String(value)).join(between);
}
