/** Compares a manifest with an application, and says of each difference what changed, why it matters and what to do. */
import { type SubjectType, SUBJECT_TYPES } from '../catalog/scopes.ts';
import { parseScopes, scopesOf } from '../scope/scope-set.ts';
import { alignEntries } from './align-entries.ts';
import { DOUBTS } from './doubts.ts';
import {
  ANY_TOKEN,
  entriesOf,
  isOpen,
  type ManifestEntry,
  type ManifestScopes,
  type ScopesManifest,
} from './manifest.ts';

const WRITE_AGAIN = 'write the file again with writeScopesManifest()';
const IF_MEANT = `If that is meant, ${WRITE_AGAIN}, and have the change reviewed`;
const PUBLIC = 'or, if it is meant to be open, add "public": true to its line in the file';

/** A manifest that was read from a file. */
export type WrittenManifest = Pick<ScopesManifest, 'routes'> & {
  readonly scopes: Readonly<Record<keyof ScopesManifest['scopes'], readonly string[]>>;
};

/** Returns a sentence for each difference. */
export function manifestDifferences(written: WrittenManifest, now: ScopesManifest): readonly string[] {
  const names = [...new Set([...Object.keys(written.routes), ...Object.keys(now.routes)])];
  const byRoute = names.flatMap((name) => {
    const [says, is] = [entriesOf(written.routes, name), entriesOf(now.routes, name)];
    return alignEntries(says, is).flatMap((pair) => {
      const count = pair.is ? is.length : says.length;
      const label = count === 1 ? name : `${name} (registration ${pair.index + 1} of ${count})`;
      return differencesOf(label, pair.says, pair.is);
    });
  });
  return [
    ...byRoute,
    ...SUBJECT_TYPES.flatMap((one) => smallestDifferences(one, written.scopes[one], now.scopes[one])),
  ];
}

function smallestDifferences(
  subjectType: SubjectType,
  says: readonly string[],
  is: readonly string[],
): readonly string[] {
  const added = is.filter((scope) => !says.includes(scope)).join(' ');
  const removed = says.filter((scope) => !is.includes(scope)).join(' ');
  if (added === '' && removed === '') return [];
  const need = [
    ...(added === '' ? [] : [`need ${added} now`]),
    ...(removed === '' ? [] : [`do not need ${removed} any more`]),
  ];
  const advice = added === '' ? 'If that is meant,' : `Check that Linxo has enabled ${added} for your client, then`;
  return [`scopes.${subjectType}: all routes together ${need.join(', and ')}. ${advice} ${WRITE_AGAIN}.`];
}

function differencesOf(
  name: string,
  says: ManifestEntry | undefined,
  is: ManifestEntry | undefined,
): readonly string[] {
  if (!is)
    return [
      `${name} is in the file, and the application does not have it. If it was removed on purpose, ${WRITE_AGAIN}.`,
    ];
  if (!says) return [newEntry(name, is), ...uncertainDifferences(name, {}, is)];
  return [...changes(name, says, is), ...uncertainDifferences(name, says, is)];
}

function newEntry(name: string, is: ManifestEntry): string {
  if (is.opaque !== undefined) return `${name} is new: ${opaqueText(is)}. ${IF_MEANT}.`;
  if (isOpen(is))
    return `${name} is new, and no guard is proved for it: no scope is needed to call it. Put a guard on it; ${PUBLIC}.`;
  return `${name} is new, and requires ${scopesText(is)}. ${IF_MEANT}.`;
}

function changes(name: string, says: ManifestEntry, is: ManifestEntry): readonly string[] {
  if (says.opaque !== is.opaque) {
    return [
      `${name} was ${says.opaque ?? 'a route'}, and is ${is.opaque ?? 'a route'} now: ${opaqueText(is)}. ${IF_MEANT}.`,
    ];
  }
  const [before, now] = [scopesText(says), scopesText(is)];
  if (before !== now) return [changeOfScopes(name, says, is)];
  if (says.public === true && !isOpen(is)) return [`${name} is public in the file, and requires ${now}. ${IF_MEANT}.`];
  const isPlain = isOpen(is) && (is.uncertain ?? []).every(({ why }) => why === DOUBTS.otherRoute);
  if (!isPlain || says.public === true) return [];
  return [
    `${name} has no guard, and the file does not say that it is public: no scope is needed to call it. Put a guard on it; ${PUBLIC}.`,
  ];
}

function changeOfScopes(name: string, says: ManifestEntry, is: ManifestEntry): string {
  const [before, now] = [scopesText(says), scopesText(is)];
  if (now === 'nothing') {
    const lost = `${name} required ${before}, and no guard is proved for it any more`;
    if (is.opaque !== undefined)
      return `${lost}: ${is.opaque} may answer anybody. Put the guard back into the same use(), in front of it. ${IF_MEANT}.`;
    const why = is.uncertain?.find((guard) => scopesText(guard) === before)?.why;
    if (why) return `${lost}: requests may reach it without these scopes. ${why} ${IF_MEANT}.`;
    return `${lost}: no scope is needed to call it. Put the guard back on the route; ${PUBLIC}.`;
  }
  if (before === 'nothing')
    return `${name} requires ${now}, and the file has no proved guard for it: callers without it are refused. ${IF_MEANT}.`;
  const effect = isAtLeast(is, says)
    ? 'requests are refused that passed before'
    : 'requests pass that were refused before';
  return `${name} requires ${now}, and the file says ${before}: ${effect}. ${IF_MEANT}.`;
}

/** A guard that was proved and is not any more, or the other way round, was told of as a change of scopes. */
function uncertainDifferences(name: string, says: ManifestEntry, is: ManifestEntry): readonly string[] {
  const [before, now] = [says.uncertain ?? [], is.uncertain ?? []];
  const lacking = (some: typeof now, others: typeof now, told: ManifestScopes) =>
    some.filter((one) => ![...others, told].some((other) => scopesText(other) === scopesText(one)));
  return [
    ...lacking(now, before, isOpen(is) ? says : {}).map(
      (guard) =>
        `${name} has a guard (${scopesText(guard)}) that is not proved, and the file does not have it. ${guard.why} ${IF_MEANT}.`,
    ),
    ...lacking(before, now, isOpen(says) ? is : {}).map(
      (guard) =>
        `${name}: the file has an uncertain guard (${scopesText(guard)}) that the application does not have, or has proved. ${IF_MEANT}.`,
    ),
  ];
}

/** Returns true if every token that meets the one meets the other, too. */
function isAtLeast(one: ManifestScopes, other: ManifestScopes): boolean {
  return SUBJECT_TYPES.every((subjectType) => {
    const [some, others] = [one, other].map(({ [subjectType]: text }) => text?.split(' | '));
    if (!others) return true;
    return some?.every((scopes) => others.some((less) => includesAll(scopes, less))) ?? false;
  });
}

function includesAll(scopes: string, others: string): boolean {
  const { names, expanded } = parseScopes(scopes);
  const included: readonly string[] = [...names, ...scopesOf(expanded)];
  return others === ANY_TOKEN || parseScopes(others).names.every((name) => included.includes(name));
}

function opaqueText({ opaque }: ManifestEntry): string {
  return `${opaque ?? 'it'} cannot be looked into and may answer by itself, so its guards belong in the same use(), in front of it`;
}

function scopesText(required: ManifestScopes): string {
  const parts = SUBJECT_TYPES.flatMap((subjectType) =>
    required[subjectType] === undefined ? [] : [`${subjectType}: ${required[subjectType]}`],
  );
  return parts.length === 0 ? 'nothing' : `"${parts.join(', ')}"`;
}
