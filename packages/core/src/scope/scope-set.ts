/** Sets of scopes: reading and writing them as RFC 6749 section 3.3 does, inclusion, and what is missing. Bit masks inside. */
import { isScope, type Scope, SCOPE_NAMES, SCOPES } from '../catalog/scopes.ts';

const BIT_OF = new Map<string, number>(SCOPE_NAMES.map((scope, index) => [scope, 1 << index]));

/** The closure of each single scope, by its position in the table. */
const CLOSURES = SCOPE_NAMES.map((scope) => closureOf(scope, 0));

function closureOf(scope: Scope, seen: number): number {
  const bit = BIT_OF.get(scope) ?? 0;
  if ((seen & bit) !== 0) return seen;
  return SCOPES[scope].includes.reduce((mask, included) => closureOf(included, mask), seen | bit);
}

/** One bit for each scope of the table: the form in which scopes are judged. */
export type ScopeMask = number;

/** The mask of some scopes, without what they include. */
export function maskOf(scopes: readonly Scope[]): ScopeMask {
  let mask = 0;
  for (const scope of scopes) mask |= BIT_OF.get(scope) ?? 0;
  return mask;
}

/** The same for names of which some may be no scopes: 0 where one is not, and where there are none. */
export function knownMaskOf(names: readonly unknown[]): ScopeMask {
  let mask = 0;
  // By index: `for…of` compiles to so much that V8 would not inline it into the warm path.
  for (let index = 0; index < names.length; index++) {
    const bit = BIT_OF.get(names[index] as string);
    if (bit === undefined) return 0;
    mask |= bit;
  }
  return mask;
}

/** Lists that were made before, by mask: there are few sets of scopes, and they are asked for again and again. */
const LISTS: (readonly Scope[] | undefined)[] = [];

/** The scopes of a mask, in the order of the table. */
export function scopesOf(mask: ScopeMask): readonly Scope[] {
  return (LISTS[mask] ??= Object.freeze(SCOPE_NAMES.filter((_, index) => (mask & (1 << index)) !== 0)));
}

/** How many scopes a mask has. */
export function sizeOf(mask: ScopeMask): number {
  return scopesOf(mask).length;
}

/** All scopes of several masks. */
export function unionOf(masks: readonly ScopeMask[]): ScopeMask {
  return masks.reduce((all, mask) => all | mask, 0);
}

/** A mask with all that its scopes include, transitively. */
export function expandMask(mask: ScopeMask): ScopeMask {
  let expanded = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) expanded |= CLOSURES[31 - Math.clz32(rest & -rest)] ?? 0;
  return expanded;
}

/** Of some different sets those that hold no other one of them, the one that includes least first; of equals, in their order. */
export function leastSets(sets: readonly ScopeMask[]): readonly ScopeMask[] {
  return sets
    .filter((set) => !sets.some((other) => other !== set && (other & ~set) === 0))
    .toSorted((one, other) => sizeOf(expandMask(one)) - sizeOf(expandMask(other)));
}

/** Scopes with all that they include, transitively, in the order of the table. */
export function expandScopes(scopes: readonly Scope[]): readonly Scope[] {
  return scopesOf(expandMask(maskOf(scopes)));
}

/** What an authorization server granted: scopes that are known, with their inclusions, and others that are only kept. */
export interface GrantedScopes {
  /** The granted scopes as they were spelled, known and unknown. */
  readonly names: readonly string[];
  /** The known ones with all that they include. A name that is not known never adds to it. */
  readonly expanded: ScopeMask;
}

/** Grants that were read lately: servers give the same few again and again, and a token costs less memory that shares its grant. */
const READ = new Map<string, GrantedScopes>();
const MAX_READ = 256;

/** Reads a `scope` value: scope tokens separated by spaces, case-sensitive, in any order (RFC 6749 section 3.3). */
export function parseScopes(text: string): GrantedScopes {
  const known = READ.get(text);
  if (known) return known;
  const names = Object.freeze([...new Set(text.split(' ').filter((name) => name !== ''))]);
  const granted = { names, expanded: expandMask(maskOf(names.filter(isScope))) };
  if (READ.size >= MAX_READ) READ.clear();
  READ.set(text, granted);
  return granted;
}

/** Writes scopes as a `scope` parameter (RFC 6749 section 3.3). */
export function formatScopes(mask: ScopeMask): string {
  return scopesOf(mask).join(' ');
}

/** Whether what was granted covers all that is required. */
export function covers(granted: GrantedScopes, required: ScopeMask): boolean {
  return (required & ~granted.expanded) === 0;
}

/** The required scopes that were not granted, in the order of the table. */
export function missingScopes(granted: GrantedScopes, required: ScopeMask): readonly Scope[] {
  return scopesOf(required & ~granted.expanded);
}
