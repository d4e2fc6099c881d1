/** The numbers of the token policy: unit, default, smallest value and reason of each. */

interface PolicyNumber {
  readonly default: number;
  readonly unit: 'ms' | 'ratio' | 'count' | 'bytes';
  readonly min: number;
  readonly max: number;
  readonly why: string;
}

const DAY_MS = 24 * 3600 * 1000;

/** Every number that is an option (`policy: { … }` of {@link createLinxo}). */
export const POLICY_NUMBERS = {
  attemptTimeoutMs: {
    default: 5_000,
    unit: 'ms',
    min: 1,
    max: DAY_MS,
    why: 'one attempt to reach the token endpoint ends after this',
  },
  retries: {
    default: 2,
    unit: 'count',
    min: 0,
    max: 10,
    why: 'with no token to serve, a token request that met a network failure, a 5xx or a 429 is sent again this often, inside timeoutMs',
  },
  retryDelayMs: {
    default: 200,
    unit: 'ms',
    min: 0,
    max: DAY_MS,
    why: 'the pause before the first of these retries; it doubles, and is jittered by half',
  },
  expiryMarginMs: {
    default: 10_000,
    unit: 'ms',
    min: 0,
    max: DAY_MS,
    why: 'a token is not handed out in this last part of its lifetime, so that it does not expire on its way to the API',
  },
  expiryMarginRatio: {
    default: 0.1,
    unit: 'ratio',
    min: 0,
    max: 0.9,
    why: 'the same as a part of the lifetime; the shorter of the two holds, so that a short token is served at all',
  },
  refreshAheadMs: {
    default: 300_000,
    unit: 'ms',
    min: 0,
    max: DAY_MS,
    why: 'in this last part of its lifetime a token is served while the next is fetched in the background; 0 turns it off',
  },
  refreshAheadRatio: {
    default: 0.2,
    unit: 'ratio',
    min: 0,
    max: 0.9,
    why: 'the same as a part of the lifetime; the shorter of the two holds',
  },
  refreshJitterRatio: {
    default: 0.1,
    unit: 'ratio',
    min: 0,
    max: 0.5,
    why: 'the refresh window is moved by up to this part of itself, so that many processes do not refresh at once',
  },
  backoffMinMs: {
    default: 1_000,
    unit: 'ms',
    min: 1,
    max: DAY_MS,
    why: 'the pause after a first failure, of a refresh or of a token request; it doubles with each further one, jittered',
  },
  backoffMaxMs: {
    default: 60_000,
    unit: 'ms',
    min: 1,
    max: DAY_MS,
    why: 'the longest such pause',
  },
  refusalCoolDownMs: {
    default: 30_000,
    unit: 'ms',
    min: 0,
    max: DAY_MS,
    why: "credentials, or scopes, that the authorization server refused are not sent again for this long: nobody's account gets locked",
  },
  maxSubjects: {
    default: 10_000,
    unit: 'count',
    min: 1,
    max: 100_000_000,
    why: 'users whose tokens are kept in memory; the least recently used goes first',
  },
  storeTimeoutMs: {
    default: 250,
    unit: 'ms',
    min: 1,
    max: DAY_MS,
    why: 'a shared store that does not answer within this is done without; after a failure it is left alone for as long as a back-off',
  },
  lockMs: {
    default: 3_000,
    unit: 'ms',
    min: 50,
    max: DAY_MS,
    why: 'lifetime of the lock by which one of several processes fetches a token; renewed while it fetches, so only a process that was killed holds up the others for it',
  },
  lockPollMs: {
    default: 50,
    unit: 'ms',
    min: 1,
    max: DAY_MS,
    why: "how often a process that waits for another one's token looks for it in the shared store",
  },
  maxResponseBytes: {
    default: 1_048_576,
    unit: 'bytes',
    min: 1_024,
    max: 1_073_741_824,
    why: 'an answer of the token endpoint that is longer is cut off and refused',
  },
} as const satisfies Record<string, PolicyNumber>;

/** The token policy: one number for each entry of {@link POLICY_NUMBERS}. */
export type TokenPolicy = { readonly [N in keyof typeof POLICY_NUMBERS]: number };

/** The policy that holds where no option says otherwise. */
export const DEFAULT_POLICY = Object.fromEntries(
  Object.entries(POLICY_NUMBERS).map(([name, facts]) => [name, facts.default]),
) as TokenPolicy;
