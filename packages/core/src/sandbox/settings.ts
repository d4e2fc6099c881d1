/** What can be set about the sandbox when it starts and while it runs, with what it is otherwise. */

/** The authorization server's words on the wire. */
export interface Wire {
  /** `expires_in` as a number, as a string, or as anything: `{ literal: 'soon' }`; `{ literal: undefined }` leaves it out. Default `'number'`. */
  expiresIn: 'number' | 'string' | { readonly literal: unknown };
  /** How long an access token lives, in seconds. Default 3600. */
  lifetimeSeconds: number;
  /** Whether a token response says in `scope` what was granted. Default `true`; Linxo documents no `scope` there. */
  scopeInBody: boolean;
  /** Default `'Bearer'`. */
  tokenType: string;
  /** How the pair in HTTP Basic is read: as it is (Linxo's curl example), form-decoded (RFC 6749 section 2.3.1), or both. Default `'raw'`. */
  basicEncoding: 'raw' | 'form' | 'any';
}

/** What the sandbox insists on where Linxo's documentation leaves room. */
export interface Rules {
  /** Accepted client authentication. `'documented'`: Basic for client credentials, the body for passwords. Default `'any'`. */
  clientAuthentication: 'any' | 'documented' | 'client_secret_basic' | 'client_secret_post';
  /** What `provider` must be in the password grant. Default `'connect'`. */
  provider: string;
  /** Scopes that exist, but not for this client or user: left out of the grant, or a reason for `invalid_scope`. Default `'narrow'`. */
  onExcessScope: 'narrow' | 'refuse';
  /** Whether `accounts_manage` opens what `accounts_read` opens, and so on; if not, only the literal scope counts. Default `true`. */
  honourInclusions: boolean;
  /** Query parameters that the API does not know. Default `'ignore'`. */
  unknownParameters: 'ignore' | 'refuse';
}

export const DEFAULT_WIRE: Readonly<Wire> = {
  expiresIn: 'number',
  lifetimeSeconds: 3600,
  scopeInBody: true,
  tokenType: 'Bearer',
  basicEncoding: 'raw',
};

export const DEFAULT_RULES: Readonly<Rules> = {
  clientAuthentication: 'any',
  provider: 'connect',
  onExcessScope: 'narrow',
  honourInclusions: true,
  unknownParameters: 'ignore',
};
