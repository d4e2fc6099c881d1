// Says the failures of a token request, and the places where they are remembered, in words. A sample of each answer is held against the
// code, so that the words cannot say something else than it does.

import { POLICY_NUMBERS } from '../packages/core/dist/options/token-policy.js';

const several = POLICY_NUMBERS.serverFailures.default;

/** The places, from the widest to the narrowest. `cell` stands in the table, `after` says when a failure spreads to the place. */
export const LEVELS = {
  server: {
    heading: 'The server: everybody',
    cell: 'the server',
    after: `after ${several} requests in a row, not all of one subject`,
  },
  grant: {
    heading: 'A grant type: all users, or the application',
    cell: 'the grant type',
    after: `after ${several} different subjects in a row`,
  },
  owner: { heading: 'A subject: one user, with these credentials', cell: 'the subject' },
  request: { heading: 'A request: one subject, with these scopes', cell: 'the request' },
};

/**
 * Each failure: `said` describes the answers beside the error codes, `short` names them all in the picture, `sample` is one of them, and
 * `grant` is the grant that a row is about, where the other one has another meaning.
 */
export const FAILURES = {
  'server-unavailable': {
    said: 'nothing in time, a network failure, a 5xx, a 408',
    short: 'no answer, 5xx',
    sample: { status: 500 },
  },
  'asked-to-wait': { said: 'a 429, or a 5xx with `Retry-After`', short: '429, Retry-After', sample: { status: 429 } },
  'client-refused': { said: '', short: 'invalid_client', sample: { status: 401, error: 'invalid_client' } },
  'client-refused-silently': {
    said: 'an empty 401 or 403',
    short: 'an empty 401 or 403',
    sample: { status: 403, isEmpty: true },
    grant: 'client_credentials',
  },
  'grant-refused': { said: '', short: 'unauthorized_client', sample: { status: 400, error: 'unauthorized_client' } },
  'credentials-refused': {
    said: '',
    short: 'invalid_grant, access_denied and the like',
    sample: { status: 400, error: 'invalid_grant' },
    grant: 'password',
  },
  'credentials-refused-silently': {
    said: 'an empty 401 or 403',
    short: 'an empty 401 or 403',
    sample: { status: 403, isEmpty: true },
    grant: 'password',
  },
  'scope-refused': { said: '', short: 'invalid_scope', sample: { status: 400, error: 'invalid_scope' } },
  'request-refused': {
    said: 'any other well-formed `error`',
    short: 'invalid_request, any other error',
    sample: { status: 400, error: 'invalid_target' },
  },
  'not-understood': {
    said: "anything else: a firewall's HTML, another service's JSON, a redirect",
    short: 'anything else',
    sample: { status: 403 },
  },
};
