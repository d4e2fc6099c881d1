/** Requirements joined: sets of scopes of which one is enough, where several such lists have to be met. */
import { expandMask, type ScopeMask, sizeOf } from '../scope/scope-set.ts';

/** Meets every list: all sets that are joined of one of each, without those that hold another one; the one that includes least first. */
export function anyOfEach(lists: readonly (readonly ScopeMask[])[]): readonly ScopeMask[] {
  const joined = lists.reduce<readonly ScopeMask[]>(
    (sets, list) => sets.flatMap((set) => list.map((other) => set | other)),
    [0],
  );
  const distinct = [...new Set(joined)];
  return distinct
    .filter((set) => !distinct.some((other) => other !== set && (other & ~set) === 0))
    .toSorted((one, other) => sizeOf(expandMask(one)) - sizeOf(expandMask(other)));
}
