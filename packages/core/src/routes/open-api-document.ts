/** Merges the security of routes into an OpenAPI document of the application's. */
import { InvalidConfiguration } from '../errors/errors.ts';
import { join, withoutRepeats } from './open-api-requirements.ts';
import {
  OPERATIONS,
  type OpenApiSecurity,
  type OperationSecurity,
  type PathSecurity,
  SCHEME_NAMES,
} from './open-api-types.ts';

type Requirement = Readonly<Record<string, readonly string[]>>;

/** The parts of an OpenAPI document that are read and written. All others are copied. */
export interface OpenApiDocument {
  readonly paths?: Readonly<Record<string, object | undefined>> | undefined;
  readonly components?: { readonly securitySchemes?: object | undefined } | undefined;
  readonly security?: readonly object[] | undefined;
}

type Operation = Readonly<Record<string, unknown>> & { readonly security?: readonly Requirement[] };
type PathItem = Readonly<Record<string, unknown>> & Readonly<Partial<Record<keyof PathSecurity, Operation>>>;

/**
 * Returns a copy of a document whose operations have the security of their routes.
 *
 * @throws InvalidConfiguration when it is no object
 */
export function intoDocument<D extends OpenApiDocument>(document: D, { components, paths }: OpenApiSecurity): D {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new InvalidConfiguration([
      'openApiSecurity(routes, { into }): into is an OpenAPI document, as an object: parse its JSON or YAML first.',
    ]);
  }
  const byTemplate = new Map(Object.entries(paths).map(([template, item]) => [withoutNames(template), item]));
  const inherited = (document.security as readonly Requirement[] | undefined) ?? [];
  const items = Object.entries(document.paths ?? {}).map(([template, item]) => {
    const secured = byTemplate.get(withoutNames(template));
    return [template, item && secured ? secureItem(item as PathItem, secured, inherited) : item] as const;
  });
  const own = document.components;
  return {
    ...document,
    components: { ...own, securitySchemes: { ...components.securitySchemes, ...own?.securitySchemes } },
    paths: Object.fromEntries(items),
  };
}

function withoutNames(template: string): string {
  return template.replaceAll(/\{[^}]*\}/g, '{}');
}

function secureItem(item: PathItem, secured: PathSecurity, inherited: readonly Requirement[]): PathItem {
  const operations = OPERATIONS.flatMap((name) => {
    const [operation, security] = [item[name], secured[name]];
    return operation && security ? [[name, secure(operation, security, inherited)] as const] : [];
  });
  return { ...item, ...Object.fromEntries(operations) };
}

/** Adds Linxo's scopes to an operation, which still asks for everything else that it asked for, such as a session. */
function secure(
  operation: Operation,
  { security, ...others }: OperationSecurity,
  inherited: readonly Requirement[],
): Operation {
  const before = (operation.security ?? inherited).map(withoutOurs);
  const besides = before.length === 0 ? [{}] : before;
  const ours = (security.length === 0 ? [{}] : security) as readonly Requirement[];
  const all = withoutRepeats(join(besides, ours));
  const isEmpty = all.every((requirement) => Object.keys(requirement).length === 0);
  return { ...operation, ...others, security: isEmpty ? [] : all };
}

/** A document may have been merged before. */
function withoutOurs(requirement: Requirement): Requirement {
  const names: readonly string[] = Object.values(SCHEME_NAMES);
  return Object.fromEntries(Object.entries(requirement).filter(([name]) => !names.includes(name)));
}
