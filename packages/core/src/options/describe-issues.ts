/** Turns zod's issues with the options into lines for a developer. It shows no values, because they may be secrets. */
import type * as z from 'zod';
import type { NameOf } from './environment-problems.ts';

type Issue = z.core.$ZodIssue;

/** The options that are described. */
export interface DescribedOptions {
  readonly options: object;
  /** The names of all options, to suggest one in place of a name that is written otherwise. */
  readonly optionNames: readonly string[];
  readonly nameOf: NameOf;
}

/** Returns one line for each wrong option. */
export function describeIssues(issues: readonly Issue[], described: DescribedOptions): string[] {
  return [...new Set(issues.flatMap((issue) => describe(issue, described, [])))];
}

function describe(issue: Issue, described: DescribedOptions, prefix: readonly PropertyKey[]): string[] {
  const { options, optionNames, nameOf } = described;
  const path = [...prefix, ...issue.path];
  const name = nameOf(path.map(String).join('.'));
  const value = valueAt(options, path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `${[...path, key].map(String).join('.')} is not an option${suggestion(key, optionNames)}.`,
    );
  }
  if (value === undefined) return [`${name} is missing.`];
  if (issue.code === 'invalid_union') return describeUnion(issue.errors, described, path);
  if (issue.code === 'invalid_value') return [`${name} must be one of ${issue.values.map(quote).join(', ')}.`];
  return [`${name} ${issue.message.startsWith('must') ? issue.message : `is invalid (${issue.message})`}.`];
}

/** For an object, returns the problems inside it. For any other value, returns a line with the values that are allowed. */
function describeUnion(
  variants: readonly (readonly Issue[])[],
  described: DescribedOptions,
  path: readonly PropertyKey[],
): string[] {
  const { options, nameOf } = described;
  const name = nameOf(path.map(String).join('.'));
  const value = valueAt(options, path);
  const inside = variants.find((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'),
  );
  if (typeof value === 'object' && inside) return inside.flatMap((issue) => describe(issue, described, path));
  const names = variants.flat().flatMap((issue) => (issue.code === 'invalid_value' ? issue.values.map(quote) : []));
  if (names.length > 0) {
    const meant = typeof value === 'string' ? suggestion(value, names) : '';
    return [`${name} must be one of ${names.join(', ')}, or an object${meant}.`];
  }
  return [...new Set(variants.flat().map((issue) => issue.message))]
    .map((message) => `${name} ${message}.`)
    .slice(0, 1);
}

/** Suggests the name that has the same letters, such as `clientId` for `client_id`. */
function suggestion(written: string, names: readonly string[]): string {
  const meant = names.find((name) => lettersOf(name) === lettersOf(written));
  return meant === undefined ? '' : `: write ${meant}`;
}

function lettersOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, '');
}

function quote(value: unknown): string {
  return `'${String(value)}'`;
}

function valueAt(options: object, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], options);
}
