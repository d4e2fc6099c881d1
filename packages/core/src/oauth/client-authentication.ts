/** The methods by which the application authenticates to the token endpoint (RFC 6749 section 2.3). */

/** The headers and parameters that client authentication adds to a token request. */
export interface ClientProof {
  readonly headers: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A method of client authentication. It turns the client's identifier and secret into a {@link ClientProof}. */
export type ClientAuthentication = (clientId: string, clientSecret: string) => ClientProof;

function basic(userId: string, password: string): ClientProof {
  const credentials = Buffer.from(`${userId}:${password}`, 'utf8').toString('base64');
  return { headers: { authorization: `Basic ${credentials}` }, parameters: {} };
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

/**
 * The methods by name. `client_secret_basic` form-encodes identifier and secret before it encodes them in base64, as RFC 6749
 * requires. `client_secret_basic_raw` leaves them as they are, as in Linxo's documentation (`curl -u id:secret`).
 * `client_secret_post` sends both in the body.
 *
 * @see RFC 6749 section 2.3.1; Linxo Connect, "Authentication"
 */
export const CLIENT_AUTHENTICATION_METHODS = {
  client_secret_basic_raw: (clientId, clientSecret) => basic(clientId, clientSecret),
  client_secret_basic: (clientId, clientSecret) => basic(formEncode(clientId), formEncode(clientSecret)),
  client_secret_post: (clientId, clientSecret) => ({
    headers: {},
    parameters: { client_id: clientId, client_secret: clientSecret },
  }),
} as const satisfies Record<string, ClientAuthentication>;

/** The name of a method of client authentication. */
export type ClientAuthenticationMethod = keyof typeof CLIENT_AUTHENTICATION_METHODS;

/** The method of client authentication for each grant. */
export interface ClientAuthenticationByGrant {
  /** The method for the application's own tokens. */
  readonly client_credentials: ClientAuthenticationMethod;
  /** The method for users' tokens. */
  readonly password: ClientAuthenticationMethod;
}

/** The methods that Linxo documents: Basic for client credentials, the form body for the password grant. */
export const DEFAULT_CLIENT_AUTHENTICATION: ClientAuthenticationByGrant = {
  client_credentials: 'client_secret_basic_raw',
  password: 'client_secret_post',
};

/** Returns a hint for the message of a refusal if the two Basic encodings of these credentials differ, otherwise an empty text. */
export function suggestOtherEncoding(
  method: ClientAuthenticationMethod,
  clientId: string,
  clientSecret: string,
): string {
  const differ = formEncode(clientId) !== clientId || formEncode(clientSecret) !== clientSecret;
  if (!differ || method === 'client_secret_post') return '';
  const other = method === 'client_secret_basic_raw' ? 'client_secret_basic' : 'client_secret_basic_raw';
  return ` The client identifier or secret has characters that servers decode differently: try clientAuthentication: '${other}'.`;
}
