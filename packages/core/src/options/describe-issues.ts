/** Turns zod's issues with options into lines for a developer. No value is ever shown: it may be a secret. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** One line for each wrong option. */
export function describeIssues(issues: readonly Issue[], options: unknown): string[] {
  if (typeof options !== 'object' || options === null) return ['createLinxo() takes an object of options.'];
  return [...new Set(issues.flatMap((issue) => describe(issue, options, [])))];
}

function describe(issue: Issue, options: object, prefix: readonly PropertyKey[]): string[] {
  const path = [...prefix, ...issue.path];
  const name = path.map(String).join('.');
  const value = valueAt(options, path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${[...path, key].map(String).join('.')} is not an option.`);
  }
  if (value === undefined) return [`${name} is missing.`];
  if (issue.code === 'invalid_union') return describeUnion(issue, options, path, name, value);
  if (issue.code === 'invalid_value')
    return [`${name} must be one of ${issue.values.map((one) => `'${String(one)}'`).join(', ')}.`];
  return [
    `${name} ${issue.message.startsWith('must') ? issue.message : `is not what it has to be (${issue.message})`}.`,
  ];
}

/** Of the variants of a union, speaks of the one that was meant: the one for an object where there is an object. */
function describeUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  options: object,
  path: readonly PropertyKey[],
  name: string,
  value: unknown,
): string[] {
  const isObject = typeof value === 'object' && value !== null;
  const meant = issue.errors.find(
    (variant) => isObject !== variant.some((inner) => inner.path.length === 0 && inner.code !== 'unrecognized_keys'),
  );
  if (meant) return meant.flatMap((inner) => describe(inner, options, path));
  const names = issue.errors
    .flat()
    .flatMap((inner) => (inner.code === 'invalid_value' ? inner.values.map((one) => `'${String(one)}'`) : []));
  return [
    names.length > 0
      ? `${name} must be one of ${names.join(', ')}, or an object.`
      : `${name} ${issue.errors.flat()[0]?.message ?? 'is wrong'}.`,
  ];
}

function valueAt(options: object, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], options);
}
