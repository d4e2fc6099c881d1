/** The base URLs of Linxo Connect's shared environments. Customers with a dedicated environment pass their own. */

/** The base URLs of one environment of Linxo Connect, without a trailing slash. */
export interface Environment {
  /** Base URL of the authorization server; the token endpoint is `<authorizationServer>/token`. */
  readonly authorizationServer: string;
  /** The token endpoint's URL, if it is not `<authorizationServer>/token`. */
  readonly tokenEndpoint?: string;
  /** Base URL of the Accounts API with its version, such as `https://sandbox-api.oxlin.io/v2.1`. */
  readonly api: string;
  /** Base URL of the widgets. Only {@link Linxo.widgets} needs it. */
  readonly widgets?: string;
}

/**
 * The shared environments by name.
 *
 * Linxo documents the token endpoint and the widgets of the sandbox. The other hosts were observed in clients that shipped.
 */
export const ENVIRONMENTS = {
  sandbox: {
    authorizationServer: 'https://sandbox-auth.oxlin.io',
    api: 'https://sandbox-api.oxlin.io/v2.1',
    widgets: 'https://sandbox-embed.oxlin.io/v2.1',
  },
  production: {
    authorizationServer: 'https://auth.oxlin.io',
    api: 'https://api.oxlin.io/v2.1',
    widgets: 'https://embed.oxlin.io/v2.1',
  },
} as const satisfies Record<string, Environment>;

/** The name of a shared environment. */
export type EnvironmentName = keyof typeof ENVIRONMENTS;

/** Returns the URL of an environment's token endpoint. */
export function tokenEndpointOf({ authorizationServer, tokenEndpoint }: Environment): string {
  return tokenEndpoint ?? `${authorizationServer}/token`;
}
