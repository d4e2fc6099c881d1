/** The cool-down that follows from each failure of a token request: whose later requests it blocks, and for how long. */
import type { TokenFailure } from '../oauth/token-failure.ts';

/**
 * Names the requests that a cool-down blocks, from the widest to the narrowest: everybody's, those of one grant type, of one owner, those
 * for the same token.
 */
export const COOL_DOWN_LEVELS = ['server', 'grant', 'owner', 'request'] as const;

/** One of {@link COOL_DOWN_LEVELS}. */
export type CoolDownLevel = (typeof COOL_DOWN_LEVELS)[number];

/** The length of a cool-down: growing with each failure in a row, or fixed for a refusal. */
export type CoolDownPause = 'back-off' | 'refusal';

/** One row of {@link COOL_DOWN_RULES}. */
export interface CoolDownRule {
  readonly level: CoolDownLevel;
  readonly pause: CoolDownPause;
  /** The levels whose cool-downs this answer disproves: a server that refuses a password is up. */
  readonly disproves: readonly CoolDownLevel[];
  /** True if the delay that the server named counts, where it is longer than the pause. */
  readonly heedsRetryAfter?: true;
  /** The secret that was refused. The cool-down ends as soon as the application gives another one. */
  readonly refused?: 'clientSecret' | 'password';
  /** A wider level that is blocked, too, once this has happened to several without a success between. */
  readonly spreads?: {
    readonly to: CoolDownLevel;
    /** Says whether different requests (of two owners at least) or different owners are counted. */
    readonly counting: 'requests' | 'owners';
    readonly pause: CoolDownPause;
  };
}

const SPREADS_TO_SERVER = { to: 'server', counting: 'requests', pause: 'back-off' } as const;
const SPREADS_TO_GRANT = { to: 'grant', counting: 'owners', pause: 'refusal' } as const;

/** The rules by failure. `docs/policy.md` shows them with the error classes. */
export const COOL_DOWN_RULES: Readonly<Record<TokenFailure, CoolDownRule>> = {
  'server-unavailable': { level: 'request', pause: 'back-off', disproves: [], spreads: SPREADS_TO_SERVER },
  'asked-to-wait': {
    level: 'owner',
    pause: 'back-off',
    heedsRetryAfter: true,
    disproves: [],
    spreads: SPREADS_TO_SERVER,
  },
  'client-refused': { level: 'grant', pause: 'back-off', disproves: ['server'], refused: 'clientSecret' },
  'client-refused-silently': { level: 'request', pause: 'back-off', disproves: ['server'], refused: 'clientSecret' },
  'grant-refused': { level: 'request', pause: 'refusal', disproves: ['server'], spreads: SPREADS_TO_GRANT },
  'credentials-refused': { level: 'owner', pause: 'refusal', disproves: ['server', 'grant'], refused: 'password' },
  'credentials-refused-silently': { level: 'request', pause: 'refusal', disproves: ['server'], refused: 'password' },
  'scope-refused': { level: 'request', pause: 'refusal', disproves: ['server', 'grant'] },
  'request-refused': { level: 'request', pause: 'refusal', disproves: ['server'] },
  'not-understood': { level: 'request', pause: 'back-off', disproves: [], spreads: SPREADS_TO_SERVER },
};
