/** Sets of scopes as bit masks. Reads and writes them as RFC 6749 section 3.3 defines, and applies the inclusions of the catalogue. */
import { isScope, type Scope, SCOPE_NAMES, SCOPES } from '../catalog/scopes.ts';

const BIT_OF = new Map<string, number>(SCOPE_NAMES.map((scope, index) => [scope, 1 << index]));

/** The closure of each single scope, by the scope's position in the table. */
const CLOSURES = SCOPE_NAMES.map((scope) => closureOf(scope, 0));

function closureOf(scope: Scope, seen: number): number {
  const bit = BIT_OF.get(scope) ?? 0;
  if ((seen & bit) !== 0) return seen;
  return SCOPES[scope].includes.reduce((mask, included) => closureOf(included, mask), seen | bit);
}

/** A set of scopes, with one bit for each scope of the table. */
export type ScopeMask = number;

/** Returns the mask of scopes, without the scopes that they include. */
export function maskOf(scopes: readonly Scope[]): ScopeMask {
  let mask = 0;
  for (const scope of scopes) mask |= BIT_OF.get(scope) ?? 0;
  return mask;
}

/** Like {@link maskOf}, but for unchecked names. Returns 0 if any name is unknown or the list is empty. */
export function maskOfNames(names: readonly unknown[]): ScopeMask {
  let mask = 0;
  // An index loop, because V8 does not always inline `for…of` into the warm path (test/bench, `warm-tokens`).
  for (let index = 0; index < names.length; index++) {
    const bit = BIT_OF.get(names[index] as string);
    if (bit === undefined) return 0;
    mask |= bit;
  }
  return mask;
}

/** The lists that {@link scopesOf} made before, by mask. There are at most 512, and the same few are needed again and again. */
const SCOPE_LISTS: (readonly Scope[] | undefined)[] = [];

/** Returns the scopes of a mask, in the order of the table. */
export function scopesOf(mask: ScopeMask): readonly Scope[] {
  return (SCOPE_LISTS[mask] ??= Object.freeze(SCOPE_NAMES.filter((_, index) => (mask & (1 << index)) !== 0)));
}

/** Returns the number of scopes in a mask. */
export function sizeOf(mask: ScopeMask): number {
  return scopesOf(mask).length;
}

/** Returns the union of several masks. */
export function unionOf(masks: readonly ScopeMask[]): ScopeMask {
  return masks.reduce((all, mask) => all | mask, 0);
}

/** Adds to a mask the scopes that its scopes include, transitively. */
export function expandMask(mask: ScopeMask): ScopeMask {
  let expanded = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) expanded |= CLOSURES[31 - Math.clz32(rest & -rest)] ?? 0;
  return expanded;
}

/** Removes supersets and sorts by the number of included scopes (stable). The sets must differ. */
export function minimalSets(sets: readonly ScopeMask[]): readonly ScopeMask[] {
  return sets
    .filter((set) => !sets.some((other) => other !== set && (other & ~set) === 0))
    .toSorted((one, other) => sizeOf(expandMask(one)) - sizeOf(expandMask(other)));
}

/**
 * Returns the scopes together with all scopes that they include, transitively, in the order of {@link SCOPES}.
 *
 * @example
 * ```ts
 * expandScopes(['transactions_read', 'profile_edit']);
 * // ['accounts_read', 'transactions_read', 'profile', 'profile_edit']
 * ```
 */
export function expandScopes(scopes: readonly Scope[]): readonly Scope[] {
  return scopesOf(expandMask(maskOf(scopes)));
}

/** The scopes that an authorization server granted. */
export interface GrantedScopes {
  /** The granted scopes as the server spelled them, unknown ones included. */
  readonly names: readonly string[];
  /** The known scopes and all scopes that they include. An unknown name adds nothing. */
  readonly expanded: ScopeMask;
}

/** The grants that were parsed before, by text. Servers repeat the same few, and tokens that share one use less memory. */
const PARSED = new Map<string, GrantedScopes>();
const MAX_PARSED = 256;

/** Parses a `scope` value: case-sensitive names separated by spaces, in any order (RFC 6749 section 3.3). */
export function parseScopes(text: string): GrantedScopes {
  const known = PARSED.get(text);
  if (known) return known;
  const names = Object.freeze([...new Set(text.split(' ').filter((name) => name !== ''))]);
  const granted = Object.freeze({ names, expanded: expandMask(maskOf(names.filter(isScope))) });
  if (PARSED.size >= MAX_PARSED) PARSED.clear();
  PARSED.set(text, granted);
  return granted;
}

/** Formats scopes as a `scope` parameter (RFC 6749 section 3.3). */
export function formatScopes(mask: ScopeMask): string {
  return scopesOf(mask).join(' ');
}

/** Returns true if all required scopes were granted, directly or by inclusion. */
export function covers(granted: GrantedScopes, required: ScopeMask): boolean {
  return (required & ~granted.expanded) === 0;
}

/** Returns the required scopes that were not granted, in the order of the table. */
export function missingScopes(granted: GrantedScopes, required: ScopeMask): readonly Scope[] {
  return scopesOf(required & ~granted.expanded);
}
