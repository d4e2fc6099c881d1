/** Checks scopes that a developer declares, where they are declared. */
import { isScope, type Scope, SCOPE_NAMES } from '../catalog/scopes.ts';
import { InvalidConfiguration } from '../errors.ts';
import { maskOf, type ScopeMask } from './scope-set.ts';

/**
 * The mask of declared scopes.
 *
 * @param scopes the scopes, as the developer wrote them
 * @param where what declares them, for the message: `requireScope()`, `getAccessToken()`
 * @throws InvalidConfiguration when there are none, or one is not a scope of Linxo's
 */
export function parseDeclaredScopes(scopes: readonly unknown[], where: string): ScopeMask {
  if (scopes.length === 0) {
    throw new InvalidConfiguration([`${where} names no scope: name at least one of ${SCOPE_NAMES.join(', ')}.`]);
  }
  const unknown = scopes.filter((scope) => !isScope(scope));
  if (unknown.length > 0) {
    throw new InvalidConfiguration(
      unknown.map((scope) => `${where}: ${quote(scope)} is not a scope of Linxo's. Known: ${SCOPE_NAMES.join(', ')}.`),
    );
  }
  return maskOf(scopes as readonly Scope[]);
}

function quote(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : `a value of type ${typeof value}`;
}
