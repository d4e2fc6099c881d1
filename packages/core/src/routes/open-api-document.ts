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

interface Server {
  readonly url: string;
  readonly variables?: Readonly<Record<string, { readonly default?: string } | undefined>> | undefined;
}

/** The parts of an OpenAPI document that are read and written. All others are copied. */
export interface OpenApiDocument {
  readonly paths?: Readonly<Record<string, object | undefined>> | undefined;
  readonly components?: object | undefined;
  readonly security?: readonly object[] | undefined;
  readonly servers?: readonly Server[] | undefined;
}

type Operation = Readonly<Record<string, unknown>> & { readonly security?: readonly Requirement[] };
type PathItem = Readonly<Record<string, unknown>> & Readonly<Partial<Record<keyof PathSecurity, Operation>>>;

/**
 * Returns a copy of a document whose operations have the security of their routes.
 *
 * @throws InvalidConfiguration when it is no OpenAPI document
 */
export function intoDocument<D extends OpenApiDocument>(document: D, { components, paths }: OpenApiSecurity): D {
  if (!isObject(document)) throw refusal('is an OpenAPI document, as an object: parse its JSON or YAML first.');
  if ('swagger' in document) throw refusal('is a document of Swagger 2: convert it to OpenAPI 3 first.');
  const entries = Object.entries(paths).map(([template, item]) => [withoutNames(template), item] as const);
  // A slash at the end matters only if routes differ in it.
  const byTemplate = new Map([...entries.map(([key, item]) => [withoutEnd(key), item] as const), ...entries]);
  const find = (template: string) => byTemplate.get(template) ?? byTemplate.get(withoutEnd(template));
  const mounts = [...serverPathsOf(document), ''];
  const inherited = objectsIn<Requirement>(document.security, 'security', 'the document');
  const items = Object.entries(document.paths ?? {}).map(([template, found]) => {
    const secured = mounts.map((mount) => find(withoutNames(`${mount}${template}`))).find((one) => one !== undefined);
    if (!secured || !isObject(found)) return [template, found] as const;
    return [template, secureItem(resolve(found, document), secured, inherited)] as const;
  });
  const own: { readonly securitySchemes?: object } | undefined = document.components;
  return {
    ...document,
    components: { ...own, securitySchemes: { ...components.securitySchemes, ...own?.securitySchemes } },
    paths: Object.fromEntries(items),
  };
}

function withoutNames(template: string): string {
  return template.replaceAll(/\{[^}]*\}/g, '{}');
}

function withoutEnd(template: string): string {
  return template.replace(/(?<=.)\/$/, '');
}

/** The paths of a document are relative to the URLs of its servers, such as `https://shop.example/api`. */
function serverPathsOf({ servers }: OpenApiDocument): readonly string[] {
  return objectsIn<Server>(servers, 'servers', 'the document').flatMap(({ url, variables }) => {
    const filled = String(url).replaceAll(/\{([^}]*)\}/g, (_, name: string) => variables?.[name]?.default ?? '');
    const path = URL.canParse(filled, 'http://localhost') ? new URL(filled, 'http://localhost').pathname : '/';
    return path === '/' ? [] : [path.replace(/\/$/, '')];
  });
}

/** Returns a path item in place of a reference to one in the same document. */
function resolve(item: object, document: object): PathItem {
  const { $ref, ...others } = item as { readonly $ref?: unknown };
  if (typeof $ref !== 'string' || !$ref.startsWith('#/')) return item as PathItem;
  const names = $ref.slice(2).split('/');
  const plain = names.map((name) => decoded(name, $ref).replaceAll('~1', '/').replaceAll('~0', '~'));
  const target = plain.reduce<unknown>(
    (at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined),
    document,
  );
  return isObject(target) ? { ...target, ...others } : (item as PathItem);
}

function decoded(name: string, reference: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    throw refusal(`has a \`$ref\` that is no URI reference: ${JSON.stringify(reference)}.`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(problem: string): InvalidConfiguration {
  return new InvalidConfiguration([`openApiSecurity(routes, { into }): into ${problem}`]);
}

/** Returns a list that a document may leave out. */
function objectsIn<T extends object>(list: unknown, name: string, place: string): readonly T[] {
  if (list === undefined) return [];
  if (!Array.isArray(list) || !list.every(isObject))
    throw refusal(`has a \`${name}\` that is no list of objects, in ${place}.`);
  return list as readonly object[] as readonly T[];
}

function secureItem(item: PathItem, secured: PathSecurity, inherited: readonly Requirement[]): PathItem {
  const operations = OPERATIONS.flatMap((name) => {
    // The frameworks answer HEAD with the handlers of GET.
    const security = secured[name] ?? (name === 'head' ? secured.get : undefined);
    const operation = item[name];
    return isObject(operation) && security ? [[name, secure(operation, security, inherited)] as const] : [];
  });
  return { ...item, ...Object.fromEntries(operations) };
}

/** Adds Linxo's scopes to an operation, which still asks for everything else that it asked for, such as a session. */
function secure(
  operation: Operation,
  { security, ...others }: OperationSecurity,
  inherited: readonly Requirement[],
): Operation {
  const own =
    operation.security === undefined
      ? inherited
      : objectsIn<Requirement>(operation.security, 'security', 'an operation');
  const before = own.map(withoutOurs);
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
