/** Decides which of the requested scopes a token gets. */
import { isScope, expandScopes, parseScope } from '../scopes.ts';
import type { Rules } from '../settings.ts';
import { OAuthError } from './oauth-error.ts';

/** Returns the granted scopes. A request without `scope` gets all scopes that the client or user may get. */
export function grantScopes(asked: string | undefined, may: readonly string[], rules: Rules): readonly string[] {
  if (asked === undefined) return may;
  const names = parseScope(asked);
  if (names === undefined) throw new OAuthError('invalid_scope', 'The scope is malformed');
  if (!names.every(isScope)) throw new OAuthError('invalid_scope', 'The scope holds an unknown name');

  const allowed = expandScopes(may, rules.honourInclusions);
  const granted = names.filter((name) => allowed.has(name));
  if (granted.length === 0) throw new OAuthError('invalid_scope', 'None of these scopes can be granted');
  if (granted.length < names.length && rules.onExcessScope === 'refuse') {
    throw new OAuthError('invalid_scope', 'The scope exceeds what can be granted');
  }
  return granted;
}
