/** Makes a token of a record that another process has put into the shared store. */
import { isScope } from '../catalog/scopes.ts';
import { maskOf, parseScopes } from '../scope/scope-set.ts';
import type { StoredToken } from '../store/stored-record.ts';
import type { TokenOwner } from '../subject/token-owner.ts';
import { type LifetimeOptions, ManagedToken } from './access-token.ts';

/** Returns the token of a record, with the lifetime that is left of it at a time of the store's clock. */
export function reviveToken(
  { value, requestedScope, grantedScope, lifetimeMs, expiresAtMs }: StoredToken,
  owner: TokenOwner,
  nowMs: number,
  lifetime: LifetimeOptions,
): ManagedToken {
  const requested = maskOf(requestedScope.split(' ').filter(isScope));
  const remainingMs = Math.min(expiresAtMs - nowMs, lifetimeMs);
  const sinceMs = lifetime.timeline.nowMs() + remainingMs - lifetimeMs;
  return new ManagedToken(
    { owner, value, requested, granted: parseScopes(grantedScope), lifetimeMs, sinceMs },
    lifetime,
  );
}
