/** Compares a manifest with an application, and says of each difference what changed, why it matters and what to do. */
import { SUBJECT_TYPES } from '../catalog/scopes.ts';
import { DOUBTS } from './doubts.ts';
import { entriesOf, isOpen, type ManifestEntry, type ManifestScopes, type ScopesManifest } from './manifest.ts';

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
    const count = Math.max(says.length, is.length);
    return Array.from({ length: count }, (_, index) => {
      const label = count === 1 ? name : `${name} (registration ${index + 1} of ${count})`;
      return differencesOf(label, says[index], is[index]);
    }).flat();
  });
  const bySubjectType = SUBJECT_TYPES.flatMap((subjectType) => {
    const [says, is] = [listText(written.scopes[subjectType]), listText(now.scopes[subjectType])];
    if (says === is) return [];
    return `scopes.${subjectType}: all routes together need ${is}, and the file says ${says}. Check that Linxo has enabled them for your client, then ${WRITE_AGAIN}.`;
  });
  return [...byRoute, ...bySubjectType];
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
  if (isOpen(says))
    return `${name} requires ${now}, and the file has no guard for it: callers without it are refused. ${IF_MEANT}.`;
  if (isOpen(is)) {
    const why = is.uncertain?.find((guard) => scopesText(guard) === before)?.why;
    const advice = why ?? `Put the guard back on the route; ${PUBLIC}.`;
    return `${name} required ${before}, and no guard is proved for it any more: no scope is needed to call it. ${advice}`;
  }
  return `${name} requires ${now}, and the file says ${before}: callers need other scopes than were reviewed. ${IF_MEANT}.`;
}

function uncertainDifferences(name: string, says: ManifestEntry, is: ManifestEntry): readonly string[] {
  const [before, now] = [says.uncertain ?? [], is.uncertain ?? []];
  const lacking = (some: typeof now, others: typeof now) =>
    some.filter((one) => !others.some((other) => scopesText(other) === scopesText(one)));
  return [
    ...lacking(now, before).map(
      (guard) =>
        `${name} has a guard (${scopesText(guard)}) that is not proved, and the file does not have it. ${guard.why} ${IF_MEANT}.`,
    ),
    ...lacking(before, now).map(
      (guard) =>
        `${name}: the file has an uncertain guard (${scopesText(guard)}) that the application does not have, or has proved. ${IF_MEANT}.`,
    ),
  ];
}

function opaqueText({ opaque }: ManifestEntry): string {
  return `${opaque ?? 'it'} cannot be looked into and may answer by itself, so its guards belong into the same use(), in front of it`;
}

function scopesText(required: ManifestScopes): string {
  const parts = SUBJECT_TYPES.flatMap((subjectType) =>
    required[subjectType] === undefined ? [] : [`${subjectType}: ${required[subjectType]}`],
  );
  return parts.length === 0 ? 'nothing' : `"${parts.join(', ')}"`;
}

function listText(scopes: readonly string[]): string {
  return scopes.length === 0 ? 'none' : scopes.join(' ');
}
