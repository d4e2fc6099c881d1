/**
 * What the sandbox assumes of Linxo, and how that is known: documented by Linxo, observed in a client that shipped, inferred from
 * other facts, or guessed. A test that passes on a guess says nothing about Linxo.
 */

type Confidence = 'documented' | 'observed' | 'inferred' | 'guessed';

export interface Knowledge {
  readonly about: 'tokens' | 'endpoints' | 'payloads' | 'widgets' | 'webhooks' | 'limits';
  readonly statement: string;
  readonly how: Confidence;
  /** What to set if Linxo turns out to do it in another way. */
  readonly setting: string | undefined;
}

type Row = readonly [Knowledge['about'], string, Confidence, string?];

const ROWS: readonly Row[] = [
  ['tokens', 'POST /token, form-encoded, with grant_type client_credentials or password', 'documented'],
  [
    'tokens',
    'HTTP Basic with the raw pair for client credentials, client_id and client_secret in the body for passwords',
    'documented',
    'rules.clientAuthentication, wire.basicEncoding',
  ],
  ['tokens', 'Either method for either grant', 'observed', 'rules.clientAuthentication'],
  ['tokens', 'A token request in JSON, with provider=linxoConnect', 'observed', 'rules.tokenBody, rules.provider'],
  ['tokens', 'provider=connect with the password grant', 'documented', 'rules.provider'],
  ['tokens', 'expires_in is a number; one published example shows a text', 'documented', 'wire.expiresIn'],
  ['tokens', 'scope in a token response names what was granted', 'inferred', 'wire.scopeInBody'],
  ['tokens', 'Access tokens are JWTs: RS256 without kid; jti, iss, sub, aud, exp, iat, scope', 'documented'],
  ['tokens', "The sub of a user's token is the user's id", 'inferred'],
  ['tokens', 'GET /jwks has the public key', 'guessed'],
  ['tokens', 'There is no discovery document at /.well-known/openid-configuration', 'guessed'],
  ['tokens', 'Errors of the token endpoint have the shape of RFC 6749 section 5.2', 'guessed'],
  ['tokens', 'Scopes that client or user may not have are left out of the grant', 'guessed', 'rules.onExcessScope'],
  [
    'tokens',
    'profile_edit includes profile; accounts_manage and transactions_read include accounts_read',
    'documented',
    'rules.honourInclusions',
  ],
  ['tokens', 'A new password ends no token that was issued before', 'guessed'],
  ['endpoints', 'GET /accounts, /transactions, /connections and /categories', 'documented'],
  [
    'endpoints',
    'POST /users, GET and DELETE /users/{id}, GET /accounts/{id}, /transactions/{id} and /connections/{id}',
    'observed',
  ],
  [
    'endpoints',
    'PUT /users/{id}; POST, PUT and DELETE of accounts and connections; POST /connections/sync and /connections/{id}/sync; queues, keys, providers',
    'guessed',
  ],
  ['endpoints', 'The answer to a missing scope is 403, to a bad or expired token 401', 'observed'],
  ['endpoints', 'x-linxo-user-id and x-scope with the token of a client (admin mode)', 'inferred'],
  ['endpoints', "x-linxo-user-id and x-scope with a user's own token change nothing", 'observed'],
  ['payloads', 'Lists are bare arrays; page counts from 1, limit is at most 500', 'observed'],
  ['payloads', 'Times are seconds since the epoch; the date of a transaction is midnight in Paris', 'observed'],
  ['payloads', 'Several values of a query parameter are separated by commas', 'observed'],
  ['payloads', 'Unknown query parameters are ignored', 'guessed', 'rules.unknownParameters'],
  ['payloads', 'A balance is the sum of all transactions, pending ones included', 'guessed'],
  ['payloads', 'A channel whose consent has ended is TOKEN_EXPIRED', 'observed'],
  ['payloads', 'AUTHENTICATION_FAILED, SERVICE_UNAVAILABLE and INPUT_REQUIRED as the status of a channel', 'guessed'],
  ['payloads', 'A consent holds for 90 days, and a synchronization before its end renews it', 'guessed'],
  ['payloads', 'A connection with auto_sync is synchronized once a day, which renews no consent', 'guessed'],
  ['payloads', 'A password has at most 72 characters', 'observed'],
  ['payloads', 'Creating a user answers 201 with an empty body; the id is the last segment of Location', 'observed'],
  ['widgets', 'POST /widget_session takes access_token, client_id and client_secret in the body', 'documented'],
  ['widgets', 'POST /widget/widget_session does the same', 'observed'],
  ['widgets', 'A widget wants the scope of the API operation that does the same', 'guessed'],
  ['widgets', 'The names of actions and query parameters', 'documented'],
  ['widgets', 'The effect of each parameter, and connection_id as one of them', 'guessed'],
  ['widgets', 'redirect_url gets status, result and connection_id in its query', 'guessed'],
  ['widgets', 'The message that an iframe posts on success', 'documented'],
  ['widgets', 'The message and the way back of a user who cancels', 'guessed'],
  ['webhooks', 'One event per channel, unsigned', 'documented'],
  ['webhooks', 'The members of an event; their order and that each comes once are not promised', 'documented'],
  ['webhooks', 'Further attempts after 1, 5 and 30 seconds', 'guessed', 'webhook.retryDelaysMs'],
  ['limits', 'There are no rate limits', 'guessed'],
];

export const KNOWLEDGE: readonly Knowledge[] = ROWS.map(([about, statement, how, setting]) => ({
  about,
  statement,
  how,
  setting,
}));
