/** What routes require, as OpenAPI says it (OpenAPI 3.1, "Security Requirement Object" and "OAuth Flows Object"). */
import { ENVIRONMENTS, tokenEndpointOf } from '../catalog/environments.ts';
import { type SubjectType, SCOPES } from '../catalog/scopes.ts';
import type { RouteDescription, ScopeAlternatives } from './describe-route.ts';
import { openApiPathsOf } from './open-api-path.ts';

/** Names of the security schemes, by whose token is needed. */
const SCHEME_NAMES = { client: 'linxoClient', user: 'linxoUser' } as const satisfies Record<SubjectType, string>;

/** The methods that a path item of OpenAPI has and that routes are written for; `ALL` stands for each of them. */
const OPERATIONS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

type SchemeName = (typeof SCHEME_NAMES)[SubjectType];

/** Scopes by the scheme that grants them; of several entries of a list, any one is enough. */
export type SecurityRequirement = Readonly<Partial<Record<SchemeName, readonly string[]>>>;

interface Flow {
  readonly tokenUrl: string;
  readonly scopes: Readonly<Record<string, string>>;
}

/** What is to be merged into an OpenAPI document. */
export interface OpenApiSecurity {
  readonly components: {
    readonly securitySchemes: Readonly<
      Record<SchemeName, { readonly type: 'oauth2'; readonly flows: Readonly<Record<string, Flow>> }>
    >;
  };
  /** By path template, then by method in small letters. An empty list: no guard. */
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly security: readonly SecurityRequirement[] }>>>
  >;
}

/**
 * The security schemes of Linxo's two grants, and for each route the scopes that it needs. Routes whose path is a regular
 * expression have no place in OpenAPI and are left out.
 *
 * @param routes what `describeRoutes(app)` gave
 * @param tokenUrl the token endpoint that is named; default: that of Linxo's production environment
 */
export function openApiSecurity(
  routes: readonly RouteDescription[],
  tokenUrl = tokenEndpointOf(ENVIRONMENTS.production),
): OpenApiSecurity {
  const paths: Record<string, Record<string, { security: readonly SecurityRequirement[] }>> = {};
  for (const { method, path, requires } of routes) {
    const security = securityOf(requires);
    const operations = method === 'ALL' ? OPERATIONS : OPERATIONS.filter((name) => name === method.toLowerCase());
    for (const template of openApiPathsOf(path)) {
      for (const operation of operations) (paths[template] ??= {})[operation] = { security };
    }
  }
  return { components: { securitySchemes: schemes(tokenUrl) }, paths };
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

/** All that is required at once, in as many ways as there are alternatives. */
function securityOf({ client, user }: RouteDescription['requires']): readonly SecurityRequirement[] {
  if (!client && !user) return [];
  return waysOf('client', client).flatMap((one) => waysOf('user', user).map((other) => Object.assign({}, one, other)));
}

function waysOf(subjectType: SubjectType, anyOf: ScopeAlternatives | undefined): readonly SecurityRequirement[] {
  return anyOf?.map((scopes) => ({ [SCHEME_NAMES[subjectType]]: scopes })) ?? [{}];
}
