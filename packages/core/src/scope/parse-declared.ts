/** Checks the scopes that a developer declares. */
import { isScope, SCOPE_NAMES } from '../catalog/scopes.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import { maskOfNames, type ScopeMask } from './scope-set.ts';

/**
 * Returns the mask of declared scopes.
 *
 * @param scopes the scopes, as the developer wrote them
 * @param where the function that takes them, for the message, such as `requireScope()`
 * @throws InvalidConfiguration if the list is empty, or if one is not a scope of Linxo's
 */
export function parseDeclaredScopes(scopes: readonly unknown[], where: string): ScopeMask {
  const mask = Array.isArray(scopes) ? maskOfNames(scopes) : 0;
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
