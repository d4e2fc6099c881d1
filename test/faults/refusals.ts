/**
 * The table of answers to a token request: what the subject that met one is told, whom else it holds up, for how long, and how many
 * requests it costs.
 */
import type { ErrorCode } from '@linxo-guard/core';
import type { Fault } from '@linxo-guard/core/sandbox';

/** Says who has to wait after the answer, from nobody else to everybody of the same grant type. */
type HoldsUp = 'the same request' | 'the same subject' | 'the grant type';

export interface Refusal {
  readonly answer: string;
  readonly fault: Fault;
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly holdsUp: HoldsUp;
  /** The pause after the first failure, in milliseconds: the shortest and the longest, because back-offs are jittered. */
  readonly pauseMs: readonly [shortest: number, longest: number];
  /** The token requests of the first call, retries included. */
  readonly requests: number;
}

const BACK_OFF = [800, 1_000] as const;
const SECONDS_30 = [30_000, 30_000] as const;
const oauth = (error: string, status = 400): Fault => ({ kind: 'oauthError', error, status });
const json = (status: number, value: unknown): Fault => ({ kind: 'status', status, body: JSON.stringify(value) });

type Meaning = Omit<Refusal, 'answer' | 'fault'>;

const UNAVAILABLE: Meaning = {
  code: 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE',
  retryable: true,
  holdsUp: 'the same request',
  pauseMs: BACK_OFF,
  requests: 3,
};
const TOLD_TO_WAIT: Meaning = { ...UNAVAILABLE, holdsUp: 'the same subject' };
const CLIENT_REFUSED: Meaning = {
  code: 'ERR_CLIENT_REJECTED',
  retryable: false,
  holdsUp: 'the grant type',
  pauseMs: BACK_OFF,
  requests: 1,
};
const GRANT_REFUSED: Meaning = { ...CLIENT_REFUSED, holdsUp: 'the same request', pauseMs: SECONDS_30 };
const CREDENTIALS_REFUSED: Meaning = {
  code: 'ERR_CREDENTIALS_REJECTED',
  retryable: false,
  holdsUp: 'the same subject',
  pauseMs: SECONDS_30,
  requests: 1,
};
const SILENTLY_REFUSED: Meaning = { ...CREDENTIALS_REFUSED, holdsUp: 'the same request' };
const REQUEST_REFUSED: Meaning = { ...SILENTLY_REFUSED, code: 'ERR_TOKEN_REQUEST_REFUSED' };
const NOT_UNDERSTOOD: Meaning = {
  code: 'ERR_INVALID_TOKEN_RESPONSE',
  retryable: true,
  holdsUp: 'the same request',
  pauseMs: BACK_OFF,
  requests: 1,
};

/** The answers that mean the same to both grants. */
const TO_BOTH: readonly Refusal[] = [
  { answer: 'a 500', fault: { kind: 'status', status: 500 }, ...UNAVAILABLE },
  { answer: 'a reset connection', fault: { kind: 'reset' }, ...UNAVAILABLE },
  { answer: '400 temporarily_unavailable', fault: oauth('temporarily_unavailable'), ...UNAVAILABLE },
  { answer: '403 server_error', fault: oauth('server_error', 403), ...UNAVAILABLE },
  { answer: '200 slow_down', fault: oauth('slow_down', 200), ...UNAVAILABLE },
  { answer: '200 invalid_scope', fault: oauth('invalid_scope', 200), ...SILENTLY_REFUSED, code: 'ERR_SCOPE_REJECTED' },
  { answer: '200 with an error of no form', fault: json(200, { error: { code: 7 } }), ...NOT_UNDERSTOOD },
  { answer: 'a 429 without Retry-After', fault: { kind: 'status', status: 429 }, ...TOLD_TO_WAIT },
  {
    answer: '429, Retry-After: 600',
    fault: { kind: 'retryAfter', after: 600 },
    ...TOLD_TO_WAIT,
    pauseMs: [300_000, 300_000],
    requests: 1,
  },
  {
    answer: '429, Retry-After: 999999999',
    fault: { kind: 'retryAfter', after: 999_999_999 },
    ...TOLD_TO_WAIT,
    pauseMs: [300_000, 300_000],
    requests: 1,
  },
  {
    answer: '503, Retry-After: 30',
    fault: { kind: 'retryAfter', status: 503, after: 30 },
    ...TOLD_TO_WAIT,
    pauseMs: SECONDS_30,
    requests: 1,
  },
  {
    answer: '400 slow_down with Retry-After: 40',
    fault: { kind: 'status', status: 400, body: '{"error":"slow_down"}', headers: { 'retry-after': '40' } },
    ...TOLD_TO_WAIT,
    pauseMs: [40_000, 40_000],
    requests: 1,
  },
  { answer: '429, Retry-After: 0', fault: { kind: 'retryAfter', after: 0 }, ...TOLD_TO_WAIT },
  {
    answer: 'a 503 whose Retry-After is a date five seconds past',
    fault: { kind: 'retryAfter', status: 503, after: new Date('2026-11-02T08:59:55Z') },
    ...TOLD_TO_WAIT,
  },
  { answer: '401 invalid_client', fault: oauth('invalid_client', 401), ...CLIENT_REFUSED },
  { answer: '400 invalid_client', fault: oauth('invalid_client'), ...CLIENT_REFUSED },
  { answer: '400 unauthorized_client', fault: oauth('unauthorized_client'), ...GRANT_REFUSED },
  { answer: '400 unsupported_grant_type', fault: oauth('unsupported_grant_type'), ...GRANT_REFUSED },
  { answer: '400 invalid_scope', fault: oauth('invalid_scope'), ...SILENTLY_REFUSED, code: 'ERR_SCOPE_REJECTED' },
  { answer: '400 invalid_request', fault: oauth('invalid_request'), ...REQUEST_REFUSED },
  { answer: '400 invalid_target', fault: oauth('invalid_target'), ...REQUEST_REFUSED },
  { answer: '400 BAD_PARAMETER', fault: oauth('BAD_PARAMETER'), ...REQUEST_REFUSED },
  { answer: "a firewall's HTML 403", fault: { kind: 'html', status: 403 }, ...NOT_UNDERSTOOD },
  { answer: "another service's 401", fault: json(401, { code: 'UNAUTHORIZED' }), ...NOT_UNDERSTOOD },
  { answer: 'HTML with 200', fault: { kind: 'html', status: 200 }, ...NOT_UNDERSTOOD },
  { answer: 'a 404 page', fault: { kind: 'html', status: 404 }, ...NOT_UNDERSTOOD },
  { answer: 'a redirect', fault: { kind: 'redirect', location: 'http://127.0.0.1:9/' }, ...NOT_UNDERSTOOD },
];

/** The answers to a password grant. */
export const REFUSALS_OF_USERS: readonly Refusal[] = [
  ...TO_BOTH,
  { answer: '400 invalid_grant', fault: oauth('invalid_grant'), ...CREDENTIALS_REFUSED },
  { answer: '400 access_denied', fault: oauth('access_denied'), ...CREDENTIALS_REFUSED },
  { answer: '400 interaction_required', fault: oauth('interaction_required'), ...CREDENTIALS_REFUSED },
  { answer: '400 login_required', fault: oauth('login_required'), ...CREDENTIALS_REFUSED },
  { answer: '400 consent_required', fault: oauth('consent_required'), ...CREDENTIALS_REFUSED },
  { answer: '400 mfa_required', fault: oauth('mfa_required'), ...CREDENTIALS_REFUSED },
  { answer: 'an empty 403', fault: { kind: 'empty403' }, ...SILENTLY_REFUSED },
  { answer: 'an empty 401', fault: { kind: 'empty', status: 401 }, ...SILENTLY_REFUSED },
];

/** The answers to client credentials. */
export const REFUSALS_OF_THE_CLIENT: readonly Refusal[] = [
  ...TO_BOTH,
  { answer: '400 invalid_grant', fault: oauth('invalid_grant'), ...CLIENT_REFUSED },
  { answer: '400 access_denied', fault: oauth('access_denied'), ...REQUEST_REFUSED },
  { answer: 'an empty 403', fault: { kind: 'empty403' }, ...CLIENT_REFUSED, holdsUp: 'the same request' },
  { answer: 'an empty 401', fault: { kind: 'empty', status: 401 }, ...CLIENT_REFUSED, holdsUp: 'the same request' },
];
