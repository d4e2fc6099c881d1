/** Requirements joined: sets of scopes of which one is enough, where several such lists have to be met. */
import { minimalSets, type ScopeMask } from '../scope/scope-set.ts';

/** Meets every list: all sets that are joined of one of each, without those that hold another one; the one that includes least first. */
export function anyOfEach(lists: readonly (readonly ScopeMask[])[]): readonly ScopeMask[] {
  const joined = lists.reduce<readonly ScopeMask[]>(
    (sets, list) => sets.flatMap((set) => list.map((other) => set | other)),
    [0],
  );
  return minimalSets([...new Set(joined)]);
}
