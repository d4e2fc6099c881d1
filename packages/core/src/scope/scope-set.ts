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

/** The scopes of a mask, in the order of the table. */
export function scopesOf(mask: ScopeMask): readonly Scope[] {
  return SCOPE_NAMES.filter((_, index) => (mask & (1 << index)) !== 0);
}

/** A mask with all that its scopes include, transitively. */
export function expandMask(mask: ScopeMask): ScopeMask {
  let expanded = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) expanded |= CLOSURES[31 - Math.clz32(rest & -rest)] ?? 0;
  return expanded;
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

/** Reads a `scope` value: scope tokens separated by spaces, case-sensitive, in any order (RFC 6749 section 3.3). */
export function parseScopes(text: string): GrantedScopes {
  const names = [...new Set(text.split(' ').filter((name) => name !== ''))];
  return { names, expanded: expandMask(maskOf(names.filter(isScope))) };
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
