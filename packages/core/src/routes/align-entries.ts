/** Pairs the registrations of one name in a file with those of an application, so that one that was added or removed is seen as such. */
import type { ManifestEntry } from './manifest.ts';

/** A registration in the file and the one in the application that it became; undefined for one that was added or removed. */
export interface AlignedEntry {
  readonly says: ManifestEntry | undefined;
  readonly is: ManifestEntry | undefined;
  /** The position among the registrations of the application, or of the file for one that was removed. */
  readonly index: number;
}

/** Registrations at the start and at the end that require the same are pairs. Those between the two are paired in their order. */
export function alignEntries(says: readonly ManifestEntry[], is: readonly ManifestEntry[]): readonly AlignedEntry[] {
  const start = countSame(says, is);
  const end = countSame(says.slice(start).toReversed(), is.slice(start).toReversed());
  const [saysEnd, isEnd] = [says.length - end, is.length - end];
  const between = Array.from({ length: Math.max(saysEnd, isEnd) - start }, (_, offset) => {
    const index = start + offset;
    return { says: index < saysEnd ? says[index] : undefined, is: index < isEnd ? is[index] : undefined, index };
  });
  return [
    ...is.slice(0, start).map((one, index) => ({ says: says[index], is: one, index })),
    ...between,
    ...is.slice(isEnd).map((one, index) => ({ says: says[saysEnd + index], is: one, index: isEnd + index })),
  ];
}

function countSame(some: readonly ManifestEntry[], others: readonly ManifestEntry[]): number {
  const differing = some.findIndex((one, index) => keyOf(one) !== keyOf(others[index]));
  return differing === -1 ? some.length : differing;
}

/** The wording of a reason is nothing that a registration requires, and an acknowledgement is no part of the application. */
function keyOf(entry: ManifestEntry | undefined): string | undefined {
  if (!entry) return undefined;
  const { opaque, client, user, uncertain = [] } = entry;
  return JSON.stringify([opaque, client, user, uncertain.map((guard) => [guard.client, guard.user])]);
}
