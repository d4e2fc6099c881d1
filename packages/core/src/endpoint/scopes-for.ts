/** From endpoints to the smallest set of scopes that opens them, and back. */
import { type Catalogue, type CatalogueEntry, DEFAULT_CATALOGUE, opens } from './endpoint-catalogue.ts';
import type { Endpoint } from '../catalog/endpoints.ts';
import { type Scope, SCOPE_NAMES } from '../catalog/scopes.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import { parseDeclaredScopes } from '../scope/parse-declared.ts';
import { expandMask, maskOf, type ScopeMask, scopesOf, sizeOf } from '../scope/scope-set.ts';

const ALL_SCOPES: ScopeMask = maskOf(SCOPE_NAMES);

/**
 * The smallest set of scopes that opens all of the endpoints, inclusions counted. Among sets of the same size, the one that
 * includes least; among those, the first in the order of the table.
 *
 * @param endpoints names such as `'GET /accounts'`; endpoints that any valid token opens add nothing
 * @param catalogue the catalogue to read, {@link createCatalogue} with corrections; default: Linxo's
 * @throws InvalidConfiguration when an endpoint is not in the catalogue
 */
export function scopesFor(endpoints: readonly Endpoint[], catalogue: Catalogue = DEFAULT_CATALOGUE): readonly Scope[] {
  const entries = endpoints.map((endpoint) => entryFor(endpoint, catalogue));
  return scopesOf(smallestMask((expanded) => entries.every(({ anyOf }) => anyOf === 0 || (anyOf & expanded) !== 0)));
}

/**
 * The endpoints that a token with all of the scopes opens, inclusions counted, in the order of the catalogue.
 *
 * @param scopes at least one scope
 * @param catalogue the catalogue to read; default: Linxo's
 * @throws InvalidConfiguration when there is no scope, or one is unknown
 */
export function endpointsFor(scopes: readonly Scope[], catalogue: Catalogue = DEFAULT_CATALOGUE): readonly Endpoint[] {
  const declared = parseDeclaredScopes(scopes, 'endpointsFor()');
  return [...catalogue.values()].filter((entry) => opens(declared, entry)).map((entry) => entry.name as Endpoint);
}

/** The catalogue's entry for an endpoint that a developer named. */
export function entryFor(endpoint: string, catalogue: Catalogue): CatalogueEntry {
  const entry = catalogue.get(endpoint);
  if (entry) return entry;
  throw new InvalidConfiguration([
    `${JSON.stringify(String(endpoint).slice(0, 80))} is not in the endpoint catalogue: add it with the endpoints option.`,
  ]);
}

/**
 * The smallest set of scopes that is enough; among sets of the same size the one that includes least, then the first in the
 * order of the table. There are 2^9 sets, so each is looked at: clearer than a search, and done once, when a route is declared.
 *
 * @param isEnough judges a set with all that it includes; all scopes together are always enough
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
