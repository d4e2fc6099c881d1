/**
 * The table of faults of the token endpoint while no token is cached: the result for callers, and the permitted number of
 * requests.
 */
import type { Fault } from '@linxo-guard/core/sandbox';

export interface TokenFault {
  readonly breaks: string;
  readonly fault: Fault;
  /** The result for fifty simultaneous callers. */
  readonly callersSee: 'token' | `ERR_${string}`;
  /** The token requests for these fifty callers, and for fifty more after them. */
  readonly tokenRequests: number;
  /** True if only a time limit reveals the fault, so that a slow machine may send fewer requests. */
  readonly isTimed?: true;
}

const UNAVAILABLE = 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE';
const INVALID = 'ERR_INVALID_TOKEN_RESPONSE';
const answer = (body: unknown): Fault => ({ kind: 'body', body: JSON.stringify(body) });
const token = (more: object): Fault =>
  answer({ access_token: 'opaque', token_type: 'Bearer', expires_in: 3600, scope: 'accounts_read', ...more });

export const TOKEN_FAULTS: readonly TokenFault[] = [
  {
    breaks: 'hung: it never answers',
    fault: { kind: 'hang' },
    callersSee: UNAVAILABLE,
    tokenRequests: 3,
    isTimed: true,
  },
  { breaks: 'slow, but in time', fault: { kind: 'slow', delayMs: 40 }, callersSee: 'token', tokenRequests: 1 },
  {
    breaks: 'slower than an attempt may take',
    fault: { kind: 'slow', delayMs: 5_000 },
    callersSee: UNAVAILABLE,
    tokenRequests: 3,
    isTimed: true,
  },
  { breaks: 'a 500', fault: { kind: 'status', status: 500 }, callersSee: UNAVAILABLE, tokenRequests: 3 },
  {
    breaks: 'a 502 with an HTML page',
    fault: { kind: 'html', status: 502 },
    callersSee: UNAVAILABLE,
    tokenRequests: 3,
  },
  {
    breaks: 'a 429 without Retry-After',
    fault: { kind: 'status', status: 429 },
    callersSee: UNAVAILABLE,
    tokenRequests: 3,
  },
  {
    breaks: 'a 429 with Retry-After in seconds',
    fault: { kind: 'retryAfter', status: 429, after: 30 },
    callersSee: UNAVAILABLE,
    tokenRequests: 1,
  },
  {
    breaks: 'a 503 with Retry-After in seconds',
    fault: { kind: 'retryAfter', status: 503, after: 30 },
    callersSee: UNAVAILABLE,
    tokenRequests: 1,
  },
  {
    breaks: 'a 503 with Retry-After as a date',
    fault: { kind: 'retryAfter', status: 503, after: new Date('2026-11-02T09:00:30Z') },
    callersSee: UNAVAILABLE,
    tokenRequests: 1,
  },
  { breaks: 'the connection is reset', fault: { kind: 'reset' }, callersSee: UNAVAILABLE, tokenRequests: 3 },
  {
    breaks: 'the connection is reset mid-body',
    fault: { kind: 'truncate' },
    callersSee: UNAVAILABLE,
    tokenRequests: 3,
  },
  { breaks: 'HTML with 200', fault: { kind: 'html', status: 200 }, callersSee: INVALID, tokenRequests: 1 },
  { breaks: 'an empty body with 200', fault: { kind: 'empty' }, callersSee: INVALID, tokenRequests: 1 },
  {
    breaks: 'a body of 2 MiB',
    fault: { kind: 'oversize', bytes: 2 * 1024 * 1024 },
    callersSee: INVALID,
    tokenRequests: 1,
  },
  {
    breaks: 'a redirect',
    fault: { kind: 'redirect', location: 'http://127.0.0.1:9/' },
    callersSee: INVALID,
    tokenRequests: 1,
  },
  {
    breaks: 'a redirect that keeps the method',
    fault: { kind: 'redirect', location: '/token', status: 307 },
    callersSee: INVALID,
    tokenRequests: 1,
  },
  {
    breaks: 'the wrong content type on a right body',
    fault: {
      kind: 'body',
      body: '{"access_token":"opaque","token_type":"bearer","expires_in":60,"scope":"accounts_read"}',
      contentType: 'text/html',
    },
    callersSee: 'token',
    tokenRequests: 1,
  },
  {
    breaks: 'a token with control characters',
    fault: token({ access_token: 'a\r\nb' }),
    callersSee: INVALID,
    tokenRequests: 1,
  },
  { breaks: 'token_type MAC', fault: token({ token_type: 'MAC' }), callersSee: INVALID, tokenRequests: 1 },
  { breaks: 'a 404 page', fault: { kind: 'html', status: 404 }, callersSee: INVALID, tokenRequests: 1 },
  { breaks: 'an empty 403', fault: { kind: 'empty403' }, callersSee: 'ERR_CREDENTIALS_REJECTED', tokenRequests: 1 },
  {
    breaks: 'invalid_grant',
    fault: { kind: 'oauthError', error: 'invalid_grant' },
    callersSee: 'ERR_CREDENTIALS_REJECTED',
    tokenRequests: 1,
  },
  {
    breaks: 'invalid_client',
    fault: { kind: 'oauthError', error: 'invalid_client', status: 401 },
    callersSee: 'ERR_CLIENT_REJECTED',
    tokenRequests: 1,
  },
  {
    breaks: 'invalid_scope',
    fault: { kind: 'oauthError', error: 'invalid_scope' },
    callersSee: 'ERR_SCOPE_REJECTED',
    tokenRequests: 1,
  },
  {
    breaks: 'fewer scopes than were asked for',
    fault: token({ scope: 'profile' }),
    callersSee: 'ERR_INSUFFICIENT_SCOPE',
    tokenRequests: 1,
  },
  { breaks: 'expires_in as a string', fault: token({ expires_in: '3600' }), callersSee: 'token', tokenRequests: 1 },
  // The lifetime is unknown, so the token is used for the callers that wait for it, and the next fifty fetch another one.
  ...[undefined, null, 0, -5, 'soon', '', 1e12, [60], true, '1e999'].map((expiresIn): TokenFault => ({
    breaks: `expires_in ${JSON.stringify(expiresIn) ?? 'missing'}`,
    fault: token({ expires_in: expiresIn }),
    callersSee: 'token',
    tokenRequests: 2,
  })),
];
