/** The two grants for which Linxo issues access tokens. */

/** A grant with its parameters of the token request. */
export interface Grant {
  readonly type: 'client_credentials' | 'password';
  /** The parameters of the token request, without `scope` and client authentication. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The client credentials grant, for the application itself.
 *
 * @see RFC 6749 section 4.4; Linxo Connect, "Authentication"
 */
export const clientCredentialsGrant: Grant = {
  type: 'client_credentials',
  parameters: { grant_type: 'client_credentials' },
};

/**
 * Returns the resource owner password credentials grant, for one of the application's users.
 *
 * @param provider `'connect'` in Linxo's documentation
 * @see RFC 6749 section 4.3; Linxo Connect, "Authentication"
 */
export function passwordGrant(username: string, password: string, provider: string): Grant {
  return { type: 'password', parameters: { grant_type: 'password', username, password, provider } };
}
