/** The parts of an OpenAPI 3.1 document that the security of routes is about. */
import type { SubjectType } from '../catalog/scopes.ts';

/** The names of the security schemes by subject type. */
export const SCHEME_NAMES = { client: 'linxoClient', user: 'linxoUser' } as const satisfies Record<SubjectType, string>;

type SchemeName = (typeof SCHEME_NAMES)[SubjectType];

/** Required scopes by security scheme. In a list of several requirements, any one is enough; an empty one asks for nothing. */
export type SecurityRequirement = Readonly<Partial<Record<SchemeName, readonly string[]>>>;

interface Flow {
  readonly tokenUrl: string;
  readonly scopes: Readonly<Record<string, string>>;
}

/** The security schemes of Linxo's two grants. */
export type SecuritySchemes = Readonly<
  Record<SchemeName, { readonly type: 'oauth2'; readonly flows: Readonly<Record<string, Flow>> }>
>;

/** The security of one operation. An empty list means that no guard is proved. */
export interface OperationSecurity {
  readonly security: readonly SecurityRequirement[];
  /** The reasons why guards of the operation are not proved. */
  readonly 'x-linxo-uncertain'?: readonly string[];
}

/** A parameter of a path template. */
interface PathParameter {
  readonly name: string;
  readonly in: 'path';
  readonly required: true;
  readonly schema: { readonly type: 'string' };
}

/** The operations of a path by method in lower case, and the parameters of its template. */
export type PathSecurity = Readonly<Partial<Record<OperationName, OperationSecurity>>> & {
  readonly parameters?: readonly PathParameter[];
};

/** The methods of an OpenAPI path item that routes use. A route with the method `ALL` is listed under each of them. */
export const OPERATIONS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const;

export type OperationName = (typeof OPERATIONS)[number];

/** Parts that make an OpenAPI 3.1 document, together with `openapi` and `info`. */
export interface OpenApiSecurity {
  readonly components: { readonly securitySchemes: SecuritySchemes };
  /** The security of each path, by its template such as `/accounts/{id}`. */
  readonly paths: Readonly<Record<string, PathSecurity>>;
}
