/** Turns zod's issues with the options into lines for a developer. It shows no values, because they may be secrets. */
import type * as z from 'zod';
import type { NameOf } from './environment-problems.ts';

type Issue = z.core.$ZodIssue;

/** Returns one line for each wrong option. */
export function describeIssues(issues: readonly Issue[], options: unknown, nameOf: NameOf): string[] {
  if (typeof options !== 'object' || options === null) return ['createLinxo() takes an object of options.'];
  return [...new Set(issues.flatMap((issue) => describe(issue, options, [], nameOf)))];
}

function describe(issue: Issue, options: object, prefix: readonly PropertyKey[], nameOf: NameOf): string[] {
  const path = [...prefix, ...issue.path];
  const name = nameOf(path.map(String).join('.'));
  const value = valueAt(options, path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${[...path, key].map(String).join('.')} is not an option.`);
  }
  if (value === undefined) return [`${name} is missing.`];
  if (issue.code === 'invalid_union') return describeUnion(issue.errors, options, path, nameOf);
  if (issue.code === 'invalid_value') return [`${name} must be one of ${issue.values.map(quote).join(', ')}.`];
  return [`${name} ${issue.message.startsWith('must') ? issue.message : `is invalid (${issue.message})`}.`];
}

/** For an object, returns the problems inside it. For any other value, returns a line with the values that are allowed. */
function describeUnion(
  variants: readonly (readonly Issue[])[],
  options: object,
  path: readonly PropertyKey[],
  nameOf: NameOf,
): string[] {
  const name = nameOf(path.map(String).join('.'));
  const value = valueAt(options, path);
  const inside = variants.find((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'),
  );
  if (typeof value === 'object' && inside) return inside.flatMap((issue) => describe(issue, options, path, nameOf));
  const names = variants.flat().flatMap((issue) => (issue.code === 'invalid_value' ? issue.values.map(quote) : []));
  if (names.length > 0) return [`${name} must be one of ${names.join(', ')}, or an object.`];
  return [...new Set(variants.flat().map((issue) => issue.message))]
    .map((message) => `${name} ${message}.`)
    .slice(0, 1);
}

function quote(value: unknown): string {
  return `'${String(value)}'`;
}

function valueAt(options: object, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], options);
}
