/** Checks a token for the scopes that a call requires. */
import { InsufficientScope } from '../errors/errors.ts';
import { missingScopes, type ScopeMask, scopesOf } from '../scope/scope-set.ts';
import type { ManagedToken } from './access-token.ts';

/**
 * Returns the token if it was granted all of the scopes.
 *
 * @throws InsufficientScope if it was not
 */
export function covering(token: ManagedToken, required: ScopeMask): ManagedToken {
  if (token.covers(required)) return token;
  const missing = missingScopes(token.granted, required);
  throw new InsufficientScope({ requiredScopes: scopesOf(required), missingScopes: missing });
}
