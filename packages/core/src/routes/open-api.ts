/** Writes the scopes of routes as OpenAPI 3.1 "Security Requirement" and "OAuth Flows" objects. */
import { ENVIRONMENTS, tokenEndpointOf } from '../catalog/environments.ts';
import { type SubjectType, SCOPES } from '../catalog/scopes.ts';
import type { RouteDescription } from './describe-route.ts';
import { intoDocument, type OpenApiDocument } from './open-api-document.ts';
import { pathTemplatesOf } from './open-api-path.ts';
import { operationSecurity } from './open-api-requirements.ts';
import {
  OPERATIONS,
  type OperationName,
  type OpenApiSecurity,
  type PathSecurity,
  type SecuritySchemes,
} from './open-api-types.ts';

/** Options of {@link openApiSecurity}. */
export interface OpenApiOptions<D> {
  /** The URL of the token endpoint. Default: that of Linxo's production environment. */
  readonly tokenUrl?: string;
  /** An OpenAPI document to merge the security into. It is not changed. */
  readonly into?: D;
}

/**
 * Returns the security schemes of Linxo's two grants, and the scopes that each route requires, as parts of an OpenAPI 3.1 document.
 * With `into`, it returns a copy of that document whose operations have the security of their routes; other operations are not
 * added. An operation's own security, such as a session, is kept beside the scopes. Paths match whatever their parameters are called,
 * behind the path of one of the document's servers or as they are.
 *
 * If several registrations answer one operation, it lists what any of them accepts. Uncertain guards are listed as optional. Routes
 * whose path is a regular expression are left out, because OpenAPI cannot express them.
 *
 * @param routes the result of `describeRoutes(app)`
 * @throws InvalidConfiguration when `into` is no OpenAPI document
 * @example
 * ```ts
 * const document = openApiSecurity(describeRoutes(app), { into: JSON.parse(await readFile('openapi.json', 'utf8')) });
 * ```
 */
export function openApiSecurity<D extends OpenApiDocument>(
  routes: readonly RouteDescription[],
  options: OpenApiOptions<D> & { readonly into: D },
): D;
export function openApiSecurity(
  routes: readonly RouteDescription[],
  options?: OpenApiOptions<undefined>,
): OpenApiSecurity;
export function openApiSecurity(
  routes: readonly RouteDescription[],
  { tokenUrl = tokenEndpointOf(ENVIRONMENTS.production), into }: OpenApiOptions<OpenApiDocument | undefined> = {},
): OpenApiSecurity | OpenApiDocument {
  const security = { components: { securitySchemes: schemes(tokenUrl) }, paths: pathsOf(routes) };
  return into === undefined ? security : intoDocument(into, security);
}

interface Operations {
  /** The template as the first registration writes it. */
  readonly template: string;
  readonly parameters: readonly string[];
  readonly registrations: Map<OperationName, readonly RouteDescription[]>;
}

function pathsOf(routes: readonly RouteDescription[]): OpenApiSecurity['paths'] {
  const byTemplate = new Map<string, Operations>();
  for (const route of routes) {
    for (const { template, parameters } of pathTemplatesOf(route.path)) {
      // Templates that differ in the names of their parameters are one for OpenAPI.
      const key = withoutNames(template);
      const operations: Operations = byTemplate.get(key) ?? { template, parameters, registrations: new Map() };
      for (const name of operationsOf(route.method)) {
        operations.registrations.set(name, [...(operations.registrations.get(name) ?? []), route]);
      }
      if (operations.registrations.size > 0) byTemplate.set(key, operations);
    }
  }
  const paths = [...byTemplate.values()].map(({ template, parameters, registrations }) => {
    const operations = [...registrations].map(([name, list]) => [name, operationSecurity(list)] as const);
    return [
      template,
      { ...parametersOf(parameters), ...Object.fromEntries(operations) } satisfies PathSecurity,
    ] as const;
  });
  return Object.fromEntries(paths);
}

/** Returns a template whose parameters have no names, to compare it with others. */
function withoutNames(template: string): string {
  return template.replaceAll(/\{[^}]*\}/g, '{}');
}

function operationsOf(method: string): readonly OperationName[] {
  return method === 'ALL' ? OPERATIONS : OPERATIONS.filter((name) => name === method.toLowerCase());
}

function parametersOf(names: readonly string[]): Pick<PathSecurity, 'parameters'> {
  if (names.length === 0) return {};
  return { parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })) };
}

function schemes(tokenUrl: string): SecuritySchemes {
  const flow = (subjectType: SubjectType) => ({
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
