/** Finds the smallest set of scopes that permits some endpoints, and the endpoints that some scopes permit. */
import { type Catalogue, type CatalogueEntry, DEFAULT_CATALOGUE, permits } from './endpoint-catalogue.ts';
import type { Endpoint } from '../catalog/endpoints.ts';
import { type Scope, SCOPE_NAMES } from '../catalog/scopes.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import { suggestEndpoint } from './suggest-endpoint.ts';
import { parseDeclaredScopes } from '../scope/parse-declared.ts';
import { expandMask, maskOf, type ScopeMask, scopesOf, sizeOf } from '../scope/scope-set.ts';

const ALL_SCOPES: ScopeMask = maskOf(SCOPE_NAMES);

/**
 * Returns the smallest set of scopes that permits all of the endpoints, directly or by inclusion. Among sets of the same
 * size, it prefers the one that includes the fewest scopes, then the first in the order of {@link SCOPES}.
 *
 * @param endpoints names such as `'GET /accounts'`; endpoints that any valid token permits add nothing
 * @param catalogue a catalogue with corrections, such as `connect.catalogue`; default: Linxo's
 * @throws InvalidConfiguration if an endpoint is not in the catalogue
 * @example
 * ```ts
 * scopesFor(['GET /accounts', 'GET /transactions']); // ['transactions_read']
 * ```
 */
export function scopesFor(endpoints: readonly Endpoint[], catalogue: Catalogue = DEFAULT_CATALOGUE): readonly Scope[] {
  const list: unknown = endpoints;
  if (!Array.isArray(list))
    throw new InvalidConfiguration(["scopesFor() takes a list of endpoints: write scopesFor(['GET /accounts'])."]);
  const entries = endpoints.map((endpoint) => entryFor(endpoint, catalogue));
  return scopesOf(smallestMask((expanded) => entries.every(({ anyOf }) => anyOf === 0 || (anyOf & expanded) !== 0)));
}

/**
 * Returns the endpoints that a token with all of the scopes permits, directly or by inclusion, in the order of the catalogue.
 *
 * @param scopes at least one scope
 * @param catalogue a catalogue with corrections, such as `connect.catalogue`; default: Linxo's
 * @throws InvalidConfiguration if there is no scope, or one is unknown
 * @example
 * ```ts
 * endpointsFor(['users_create']);
 * // ['POST /users', 'GET /providers', 'GET /providers/{id}', 'GET /categories']
 * ```
 */
export function endpointsFor(scopes: readonly Scope[], catalogue: Catalogue = DEFAULT_CATALOGUE): readonly Endpoint[] {
  const declared = parseDeclaredScopes(scopes, 'endpointsFor()');
  return [...catalogue.values()].filter((entry) => permits(declared, entry)).map((entry) => entry.name as Endpoint);
}

/**
 * Returns the catalogue's entry for an endpoint that a developer named.
 *
 * @throws InvalidConfiguration if the endpoint is not in the catalogue
 */
export function entryFor(endpoint: string, catalogue: Catalogue): CatalogueEntry {
  const entry = catalogue.get(endpoint);
  if (entry) return entry;
  const name = String(endpoint).slice(0, 80);
  throw new InvalidConfiguration([
    `${JSON.stringify(name)} is not in the endpoint catalogue: add it with the endpoints option.${suggestEndpoint(name, catalogue)}`,
  ]);
}

/**
 * Returns the smallest set of scopes that is enough. Among sets of the same size, it prefers the one that includes the fewest
 * scopes, then the first in the order of the table. It tries all 2^9 sets, which is simple and happens only when a route is
 * declared.
 *
 * @param isEnough judges a set together with the scopes that it includes; must return true for all scopes together
 */
export function smallestMask(isEnough: (expanded: ScopeMask) => boolean): ScopeMask {
  let best = ALL_SCOPES;
  for (let mask = 0; mask <= ALL_SCOPES; mask++) {
    if (isSmaller(mask, best) && isEnough(expandMask(mask))) best = mask;
  }
  return best;
}

function isSmaller(mask: ScopeMask, than: ScopeMask): boolean {
  const bySize = sizeOf(mask) - sizeOf(than);
  const byInclusion = sizeOf(expandMask(mask)) - sizeOf(expandMask(than));
  return (bySize || byInclusion || mask - than) < 0;
}
