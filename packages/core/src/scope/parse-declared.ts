/** Checks scopes that a developer declares, where they are declared. */
import { isScope, SCOPE_NAMES } from '../catalog/scopes.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import { knownMaskOf, type ScopeMask } from './scope-set.ts';

/**
 * The mask of declared scopes.
 *
 * @param scopes the scopes, as the developer wrote them
 * @param where what declares them, for the message: `requireScope()`, `getAccessToken()`
 * @throws InvalidConfiguration when there are none, or one is not a scope of Linxo's
 */
export function parseDeclaredScopes(scopes: readonly unknown[], where: string): ScopeMask {
  const mask = Array.isArray(scopes) ? knownMaskOf(scopes) : 0;
  return mask === 0 ? refuse(Array.isArray(scopes) ? scopes : [], where) : mask;
}

function refuse(scopes: readonly unknown[], where: string): never {
  if (scopes.length === 0) {
    throw new InvalidConfiguration([`${where} names no scope: name at least one of ${SCOPE_NAMES.join(', ')}.`]);
  }
  throw new InvalidConfiguration(
    scopes
      .filter((scope) => !isScope(scope))
      .map((scope) => `${where}: ${quote(scope)} is not a scope of Linxo's. Known: ${SCOPE_NAMES.join(', ')}.`),
  );
}

function quote(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : `a value of type ${typeof value}`;
}
