/** Combines the alternatives of several guards on one route. */
import { minimalSets, type ScopeMask } from '../scope/scope-set.ts';

/**
 * Returns the minimal unions that take one alternative from each list, the one with the fewest included scopes first.
 *
 * @param lists for each guard, its alternative sets of scopes
 */
export function combineAlternatives(lists: readonly (readonly ScopeMask[])[]): readonly ScopeMask[] {
  const unions = lists.reduce<readonly ScopeMask[]>(
    (sets, list) => sets.flatMap((set) => list.map((other) => set | other)),
    [0],
  );
  return minimalSets([...new Set(unions)]);
}
