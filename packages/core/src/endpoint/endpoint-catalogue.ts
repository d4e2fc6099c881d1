/** The endpoint catalogue of one application: Linxo's table with the application's own corrections. */
import { InvalidConfiguration } from '../errors/errors.ts';
import { expandMask, maskOf, type ScopeMask } from '../scope/scope-set.ts';
import { ENDPOINTS, type Method } from '../catalog/endpoints.ts';
import { isScope, type Scope } from '../catalog/scopes.ts';

/** A method and a path template, such as `'GET /accounts/{id}'`. */
type EndpointName = `${Method} /${string}`;

/** An application's correction of one endpoint. A property that is left out keeps the value of the catalogue. */
export interface EndpointCorrection {
  /** Any one of these scopes permits the endpoint. If the list is empty, any valid token does. Required for a new endpoint. */
  readonly anyOf?: readonly Scope[];
  /** The method and path to call instead of the catalogue's. Path parameters keep their names. */
  readonly at?: EndpointName;
}

/** Corrections by endpoint name. A name that is not in the catalogue adds an endpoint; `null` removes one. */
export type EndpointCorrections = Readonly<Record<string, EndpointCorrection | null>>;

/** An endpoint of a {@link Catalogue}. */
export interface CatalogueEntry {
  /** The name by which code calls the endpoint. */
  readonly name: string;
  /** The HTTP method of the request. */
  readonly method: Method;
  /** The path template of the request. */
  readonly path: string;
  /** Any one of these scopes permits the endpoint. If it is 0, any valid token does. */
  readonly anyOf: ScopeMask;
}

/** All endpoints by name. */
export type Catalogue = ReadonlyMap<string, CatalogueEntry>;

/**
 * Returns Linxo's endpoint catalogue with corrections applied, for {@link scopesFor} and {@link endpointsFor}. `createLinxo`
 * takes the same corrections as its `endpoints` option.
 *
 * @throws InvalidConfiguration that lists every wrong correction
 * @example
 * ```ts
 * const catalogue = createCatalogue({
 *   'PUT /users/{id}': { at: 'PATCH /users/{id}' },
 *   'GET /beneficiaries': { anyOf: ['accounts_read'] },
 * });
 * endpointsFor(['accounts_read'], catalogue);
 * ```
 */
export function createCatalogue(corrections: EndpointCorrections = {}): Catalogue {
  const catalogue = new Map<string, CatalogueEntry>();
  for (const [name, { anyOf }] of Object.entries(ENDPOINTS)) catalogue.set(name, entryOf(name, name, anyOf));

  const problems: string[] = [];
  for (const [name, correction] of Object.entries(corrections)) {
    const known = catalogue.get(name);
    if (correction === null) {
      if (!catalogue.delete(name))
        problems.push(`endpoints[${JSON.stringify(name)}] is null, but there is no such endpoint to remove.`);
      continue;
    }
    const at = correction.at ?? (known ? `${known.method} ${known.path}` : name);
    problems.push(...problemsOf(name, at, correction, known));
    catalogue.set(name, entryOf(name, at, correction.anyOf ?? [], correction.anyOf ? undefined : known?.anyOf));
  }
  if (problems.length > 0) throw new InvalidConfiguration(problems);
  return catalogue;
}

const NAME_PATTERN = /^(GET|POST|PUT|PATCH|DELETE) (\/(?:[\w~-][\w.~-]*|\{\w+\}))+$/;

function problemsOf(name: string, at: string, correction: EndpointCorrection, known?: CatalogueEntry): string[] {
  const where = `endpoints[${JSON.stringify(name)}]`;
  const problems: string[] = [];
  for (const value of new Set([name, at])) {
    if (!NAME_PATTERN.test(value))
      problems.push(`${where}: ${JSON.stringify(value)} is not of the form "GET /path/{parameter}".`);
  }
  if (!known && !correction.anyOf)
    problems.push(`${where} is new: say which scopes open it with anyOf ([]: any valid token).`);
  for (const scope of correction.anyOf ?? []) {
    if (!isScope(scope)) problems.push(`${where}: ${JSON.stringify(scope)} is not a scope of Linxo's.`);
  }
  return problems;
}

function entryOf(name: string, at: string, anyOf: readonly Scope[], mask = maskOf(anyOf)): CatalogueEntry {
  const [method, path] = at.split(' ') as [Method, string];
  return { name, method, path, anyOf: mask };
}

/** Returns true if a token with the declared scopes may call the endpoint, directly or by inclusion. */
export function permits(declared: ScopeMask, entry: CatalogueEntry): boolean {
  return entry.anyOf === 0 || (entry.anyOf & expandMask(declared)) !== 0;
}

/** Linxo's catalogue without corrections. */
export const DEFAULT_CATALOGUE: Catalogue = createCatalogue();
