/** Writes the scopes of routes as OpenAPI 3.1 "Security Requirement" and "OAuth Flows" objects. */
import { ENVIRONMENTS, tokenEndpointOf } from '../catalog/environments.ts';
import { type SubjectType, SCOPES } from '../catalog/scopes.ts';
import type { RouteDescription, ScopeAlternatives } from './describe-route.ts';
import { pathTemplatesOf } from './open-api-path.ts';

/** The names of the security schemes by subject type. */
const SCHEME_NAMES = { client: 'linxoClient', user: 'linxoUser' } as const satisfies Record<SubjectType, string>;

/** The methods of an OpenAPI path item that routes use. A route with the method `ALL` is listed under each of them. */
const OPERATIONS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

type SchemeName = (typeof SCHEME_NAMES)[SubjectType];

/** Required scopes by security scheme. In a list of several requirements, any one is enough. */
export type SecurityRequirement = Readonly<Partial<Record<SchemeName, readonly string[]>>>;

interface Flow {
  readonly tokenUrl: string;
  readonly scopes: Readonly<Record<string, string>>;
}

/** The parts to merge into an OpenAPI document. */
export interface OpenApiSecurity {
  readonly components: {
    readonly securitySchemes: Readonly<
      Record<SchemeName, { readonly type: 'oauth2'; readonly flows: Readonly<Record<string, Flow>> }>
    >;
  };
  /** The security of each operation by path template, then by method in lower case. An empty list means that there is no guard. */
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly security: readonly SecurityRequirement[] }>>>
  >;
}

/**
 * Returns the security schemes of Linxo's two grants, and the scopes that each route requires. Routes whose path is a regular
 * expression are left out, because OpenAPI cannot express them.
 *
 * @param routes the result of `describeRoutes(app)`
 * @param tokenUrl the URL of the token endpoint; default: that of Linxo's production environment
 * @example
 * ```ts
 * const { components, paths } = openApiSecurity(describeRoutes(app));
 * document.components.securitySchemes = components.securitySchemes;
 * document.paths['/accounts'].get.security = paths['/accounts']?.get?.security;
 * ```
 */
export function openApiSecurity(
  routes: readonly RouteDescription[],
  tokenUrl = tokenEndpointOf(ENVIRONMENTS.production),
): OpenApiSecurity {
  const paths = ownRecord<Record<string, { security: readonly SecurityRequirement[] }>>();
  for (const { method, path, requires } of routes) {
    const security = securityOf(requires);
    const operations = method === 'ALL' ? OPERATIONS : OPERATIONS.filter((name) => name === method.toLowerCase());
    for (const template of pathTemplatesOf(path)) {
      for (const operation of operations) (paths[template] ??= ownRecord())[operation] = { security };
    }
  }
  return { components: { securitySchemes: schemes(tokenUrl) }, paths };
}

/** Returns a record that has no prototype, because a path may be called `__proto__`. */
function ownRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

function schemes(tokenUrl: string): OpenApiSecurity['components']['securitySchemes'] {
  const flow = (subjectType: SubjectType): Flow => ({
    tokenUrl,
    scopes: Object.fromEntries(
      Object.entries(SCOPES)
        .filter(([, { subject }]) => subject === subjectType)
        .map(([scope, { allows }]) => [scope, allows]),
    ),
  });
  return {
    linxoClient: { type: 'oauth2', flows: { clientCredentials: flow('client') } },
    linxoUser: { type: 'oauth2', flows: { password: flow('user') } },
  };
}

/** Returns one requirement for each combination of the alternatives of the two subject types. */
function securityOf({ client, user }: RouteDescription['requires']): readonly SecurityRequirement[] {
  if (!client && !user) return [];
  return alternativesOf('client', client).flatMap((one) =>
    alternativesOf('user', user).map((other) => Object.assign({}, one, other)),
  );
}

function alternativesOf(
  subjectType: SubjectType,
  anyOf: ScopeAlternatives | undefined,
): readonly SecurityRequirement[] {
  return anyOf?.map((scopes) => ({ [SCHEME_NAMES[subjectType]]: scopes })) ?? [{}];
}
