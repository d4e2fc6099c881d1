/** The settings of the sandbox, which can be changed while it runs, and their defaults. */

/** The form of the authorization server's answers. */
export interface Wire {
  /**
   * The type of `expires_in`: a number, a string, or any value, such as `{ literal: 'soon' }`. `{ literal: undefined }` leaves
   * it out. Default: `'number'`.
   */
  expiresIn: 'number' | 'string' | { readonly literal: unknown };
  /** The lifetime of access tokens, in seconds. Default: 3600. */
  lifetimeSeconds: number;
  /**
   * If true, a token response names the granted scopes in `scope`. Default: true, although Linxo's documentation shows none
   * there.
   */
  scopeInBody: boolean;
  /** The `token_type`. Default: `'Bearer'`. */
  tokenType: string;
  /**
   * The accepted encoding of Basic credentials: raw (Linxo's curl example), form-encoded (RFC 6749 section 2.3.1), or either.
   * Default: `'any'`.
   */
  basicEncoding: 'raw' | 'form' | 'any';
}

/** The rules for requests where Linxo's documentation leaves room. */
export interface Rules {
  /**
   * The accepted client authentication. `'documented'` means Basic for client credentials and the body for passwords. Default:
   * `'any'`.
   */
  clientAuthentication: 'any' | 'documented' | 'client_secret_basic' | 'client_secret_post';
  /**
   * The value of `provider` in the password grant, or a list of those that are accepted. Default: `'connect'`. One client that
   * shipped sends `'linxoConnect'`.
   */
  provider: string | readonly string[];
  /**
   * The accepted body of a token request: a form, as documented, or also JSON, as one client that shipped sends it. Default:
   * `'form'`.
   */
  tokenBody: 'form' | 'any';
  /**
   * The treatment of scopes that the client or user may not get: leave them out of the grant, or answer `invalid_scope`.
   * Default: `'narrow'`.
   */
  onExcessScope: 'narrow' | 'refuse';
  /**
   * If true, a scope also permits what the scopes that it includes permit. If false, only the literal scope counts. Default:
   * true.
   */
  honourInclusions: boolean;
  /** The treatment of query parameters that the API does not know. Default: `'ignore'`. */
  unknownParameters: 'ignore' | 'refuse';
}

export const DEFAULT_WIRE: Readonly<Wire> = {
  expiresIn: 'number',
  lifetimeSeconds: 3600,
  scopeInBody: true,
  tokenType: 'Bearer',
  basicEncoding: 'any',
};

export const DEFAULT_RULES: Readonly<Rules> = {
  clientAuthentication: 'any',
  provider: 'connect',
  tokenBody: 'form',
  onExcessScope: 'narrow',
  honourInclusions: true,
  unknownParameters: 'ignore',
};
