/** Which of the scopes that were asked for a token gets. */

import { isScope, openedBy, parseScope } from '../scopes.ts';
import type { Rules } from '../settings.ts';
import { OAuthError } from './oauth-error.ts';

/** Without a `scope` parameter, everything that the client or user may have is granted. */
export function grantScopes(asked: string | undefined, may: readonly string[], rules: Rules): readonly string[] {
  if (asked === undefined) return may;
  const names = parseScope(asked);
  if (names === undefined) throw new OAuthError('invalid_scope', 'The scope is malformed');
  if (!names.every(isScope)) throw new OAuthError('invalid_scope', 'The scope holds an unknown name');

  const allowed = openedBy(may, rules.honourInclusions);
  const granted = names.filter((name) => allowed.has(name));
  if (granted.length === 0) throw new OAuthError('invalid_scope', 'None of these scopes can be granted');
  if (granted.length < names.length && rules.onExcessScope === 'refuse') {
    throw new OAuthError('invalid_scope', 'The scope exceeds what can be granted');
  }
  return granted;
}
