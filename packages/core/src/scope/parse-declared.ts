/** Checks the scopes that a developer declares. */
import { isScope, type Scope, SCOPE_NAMES } from '../catalog/scopes.ts';
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
  return mask === 0 ? refuse(scopes, where) : mask;
}

function refuse(scopes: unknown, where: string): never {
  if (!Array.isArray(scopes)) {
    const written = scopesWithin(scopes) ?? [SCOPE_NAMES[0]];
    throw new InvalidConfiguration([`${where} takes a list of scopes: write [${written.map(inQuotes).join(', ')}].`]);
  }
  if (scopes.length === 0) {
    throw new InvalidConfiguration([`${where} names no scope: name at least one of ${SCOPE_NAMES.join(', ')}.`]);
  }
  throw new InvalidConfiguration(
    scopes
      .filter((scope) => !isScope(scope))
      .map((scope) => {
        const several = scopesWithin(scope);
        return several
          ? `${where}: write each scope by itself: ${several.map(inQuotes).join(', ')}.`
          : `${where}: ${quote(scope)} is not a scope of Linxo's. Known: ${SCOPE_NAMES.join(', ')}.`;
      }),
  );
}

/** Returns the scopes of a text as token requests spell them, with spaces between, or of a list; `undefined` if others are in it. */
function scopesWithin(value: unknown): readonly Scope[] | undefined {
  const names = typeof value === 'string' ? value.trim().split(/[\s,]+/) : value instanceof Set ? [...value] : value;
  return Array.isArray(names) && names.length > 0 && names.every(isScope) ? names : undefined;
}

function inQuotes(scope: string | undefined): string {
  return `'${scope}'`;
}

function quote(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : `a value of type ${typeof value}`;
}
