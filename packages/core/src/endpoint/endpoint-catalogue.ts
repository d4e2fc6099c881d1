/** The endpoint catalogue as it holds for one application: Linxo's table with the application's own corrections. */
import { InvalidConfiguration } from '../errors/errors.ts';
import { expandMask, maskOf, type ScopeMask } from '../scope/scope-set.ts';
import { ENDPOINTS, type Method } from '../catalog/endpoints.ts';
import { isScope, type Scope } from '../catalog/scopes.ts';

/** A method and a path template, such as `'GET /accounts/{id}'`. */
export type EndpointName = `${Method} /${string}`;

/** What an application knows better about an endpoint than the catalogue. What it leaves out stays as it was. */
export interface EndpointCorrection {
  /** Any one of these scopes opens the endpoint; an empty list: any valid token does. Required for a new endpoint. */
  readonly anyOf?: readonly Scope[];
  /** The method and path that really are called, where the catalogue's are wrong. Path parameters keep their names. */
  readonly at?: EndpointName;
}

/** Corrections by endpoint name. A name that the catalogue does not have adds an endpoint; `null` removes one. */
export type EndpointCorrections = Readonly<Record<string, EndpointCorrection | null>>;

/** An endpoint, ready to be judged and called. */
export interface CatalogueEntry {
  /** The name under which code calls it. */
  readonly name: string;
  /** The method that is sent. */
  readonly method: Method;
  /** The path template that is sent. */
  readonly path: string;
  /** Any one of these scopes opens it; 0: any valid token does. */
  readonly anyOf: ScopeMask;
}

/** All endpoints by name. */
export type Catalogue = ReadonlyMap<string, CatalogueEntry>;

/**
 * Linxo's catalogue with corrections applied.
 *
 * @throws InvalidConfiguration when a correction does not make sense, all of them named at once
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

/** Whether scopes open an endpoint, inclusions counted. */
export function opens(declared: ScopeMask, entry: CatalogueEntry): boolean {
  return entry.anyOf === 0 || (entry.anyOf & expandMask(declared)) !== 0;
}

/** Linxo's catalogue without corrections. */
export const DEFAULT_CATALOGUE: Catalogue = createCatalogue();
