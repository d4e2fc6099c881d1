/** The cool-down that follows from each error of a token request: whose later requests it blocks, and for how long. */
import type { ErrorCode } from '../errors/error-codes.ts';
import { AuthorizationServerUnavailable } from '../errors/errors.ts';
import type { LinxoError } from '../errors/linxo-error.ts';

/** Whose requests a cool-down blocks, from the widest to the narrowest: all, all, one owner's, the ones for the same token. */
export const COOL_DOWN_LEVELS = ['server', 'client', 'credentials', 'request'] as const;

/** One of {@link COOL_DOWN_LEVELS}. */
export type CoolDownLevel = (typeof COOL_DOWN_LEVELS)[number];

/** One row of {@link COOL_DOWN_RULES}. */
export interface CoolDownRule {
  readonly level: CoolDownLevel;
  /** The length: growing with each failure in a row, fixed for a refusal, or as long as the server said. */
  readonly pause: 'back-off' | 'refusal' | 'retry-after';
  /** The levels whose cool-downs this answer disproves: a server that refuses a password is up. */
  readonly disproves: readonly CoolDownLevel[];
  /** The secret that was refused. The cool-down ends as soon as the application gives another one. */
  readonly refused?: 'clientSecret' | 'password';
}

/** The rules by error code. Other errors start no cool-down. */
const COOL_DOWN_RULES = {
  ERR_CLIENT_REJECTED: { level: 'client', pause: 'back-off', disproves: ['server'], refused: 'clientSecret' },
  ERR_CREDENTIALS_REJECTED: {
    level: 'credentials',
    pause: 'refusal',
    disproves: ['server', 'client'],
    refused: 'password',
  },
  ERR_SCOPE_REJECTED: { level: 'request', pause: 'refusal', disproves: ['server', 'client'] },
  ERR_INVALID_TOKEN_RESPONSE: { level: 'request', pause: 'back-off', disproves: [] },
  ERR_AUTHORIZATION_SERVER_UNAVAILABLE: { level: 'request', pause: 'back-off', disproves: [] },
} as const satisfies Partial<Record<ErrorCode, CoolDownRule>>;

/** A server that says how long to wait speaks to all callers. One that merely fails may do so for one request only. */
const SERVER_ASKED_TO_WAIT: CoolDownRule = { level: 'server', pause: 'retry-after', disproves: [] };

/** Returns the rule for an error, or undefined if it starts no cool-down. */
export function coolDownRuleFor(error: LinxoError): CoolDownRule | undefined {
  if (error instanceof AuthorizationServerUnavailable && error.isPaced) return SERVER_ASKED_TO_WAIT;
  return (COOL_DOWN_RULES as Partial<Record<ErrorCode, CoolDownRule>>)[error.code];
}
