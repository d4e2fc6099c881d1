/** The table of the numbers of the token policy. */

interface PolicyNumber {
  readonly default: number;
  readonly unit: 'ms' | 'ratio' | 'count' | 'bytes';
  readonly min: number;
  readonly max: number;
  /** Describes the effect of the number. `docs/policy.md` is generated from it. */
  readonly why: string;
}

const DAY_MS = 24 * 3600 * 1000;

/** Every number of the `policy` option of {@link createLinxo}, with its unit, default and limits. */
export const POLICY_NUMBERS = {
  attemptTimeoutMs: {
    default: 5_000,
    unit: 'ms',
    min: 1,
    max: DAY_MS,
    why: 'time limit of one request to the token endpoint',
  },
  retries: {
    default: 2,
    unit: 'count',
    min: 0,
    max: 10,
    why: 'how often a token request is repeated after a network failure, a 5xx or a 429, within timeoutMs, if no cached token can serve',
  },
  retryDelayMs: {
    default: 200,
    unit: 'ms',
    min: 0,
    max: DAY_MS,
    why: 'pause before the first of these retries; it doubles with each further one and is jittered by half',
  },
  maxTokenRequests: {
    default: 64,
    unit: 'count',
    min: 1,
    max: 10_000,
    why: "token requests that are under way at once, and passwords that are asked for at once; further ones wait in line inside timeoutMs, the application's own first",
  },
  maxTokenRequestsPerUser: {
    default: 4,
    unit: 'count',
    min: 1,
    max: 10_000,
    why: 'those of them that are for the same username',
  },
  expiryMarginMs: {
    default: 10_000,
    unit: 'ms',
    min: 0,
    max: DAY_MS,
    why: 'a token is not used in this last part of its lifetime, so that it does not expire on its way to the API',
  },
  expiryMarginRatio: {
    default: 0.1,
    unit: 'ratio',
    min: 0,
    max: 0.9,
    why: 'expiryMarginMs as a fraction of the lifetime; the shorter of the two applies, so that short-lived tokens can be used at all',
  },
  refreshAheadMs: {
    default: 300_000,
    unit: 'ms',
    min: 0,
    max: DAY_MS,
    why: 'in this last part of its lifetime a token is still used, while the next one is fetched in the background; 0 turns this off',
  },
  refreshAheadRatio: {
    default: 0.2,
    unit: 'ratio',
    min: 0,
    max: 0.9,
    why: 'refreshAheadMs as a fraction of the lifetime; the shorter of the two applies',
  },
  refreshJitterRatio: {
    default: 0.1,
    unit: 'ratio',
    min: 0,
    max: 0.5,
    why: 'the refresh window is shifted by up to this fraction of its length, so that many processes do not refresh at once',
  },
  backoffMinMs: {
    default: 1_000,
    unit: 'ms',
    min: 1,
    max: DAY_MS,
    why: 'pause after the first failure of a refresh or a token request; it doubles with each further failure and is jittered',
  },
  backoffMaxMs: {
    default: 60_000,
    unit: 'ms',
    min: 1,
    max: DAY_MS,
    why: 'longest pause after repeated failures',
  },
  refusalCoolDownMs: {
    default: 30_000,
    unit: 'ms',
    min: 0,
    max: DAY_MS,
    why: 'refused credentials or scopes are not sent again for this long, so that no account gets locked',
  },
  maxRetryAfterMs: {
    default: 300_000,
    unit: 'ms',
    min: 1,
    max: DAY_MS,
    why: 'however long a server asks to wait with Retry-After, one request asks again after this, and callers are told no more',
  },
  serverFailures: {
    default: 3,
    unit: 'count',
    min: 1,
    max: 1_000,
    why: 'different requests, of two subjects at least, that have to fail without a success between them before requests for everybody pause',
  },
  rereadMs: {
    default: 1_000,
    unit: 'ms',
    min: 0,
    max: DAY_MS,
    why: 'while a refused secret or password cools down, its function is asked for a new one at most this often',
  },
  maxGuesses: {
    default: 5,
    unit: 'count',
    min: 1,
    max: 1_000,
    why: 'different passwords given as text that may be refused for one username before further unknown ones are slowed down',
  },
  maxSubjects: {
    default: 10_000,
    unit: 'count',
    min: 1,
    max: 100_000_000,
    why: 'number of users whose tokens are cached in memory; the least recently used is dropped first',
  },
  storeTimeoutMs: {
    default: 1_500,
    unit: 'ms',
    min: 1,
    max: DAY_MS,
    why: 'time limit of one operation of the shared store; after a failure the store is not used for a pause like that of backoffMinMs',
  },
  lockMs: {
    default: 3_000,
    unit: 'ms',
    min: 50,
    max: DAY_MS,
    why: 'lifetime of the lock under which one process fetches a token for all; it is renewed during the request, so the others wait this long only if that process was killed',
  },
  tokenResponseMaxBytes: {
    default: 1_048_576,
    unit: 'bytes',
    min: 1_024,
    max: 1_073_741_824,
    why: 'size limit of an answer of the token endpoint; a longer one is refused',
  },
  apiResponseMaxBytes: {
    default: 8_388_608,
    unit: 'bytes',
    min: 1_024,
    max: 1_073_741_824,
    why: 'size limit of an answer of the API, unpacked; a longer one is refused',
  },
} as const satisfies Record<string, PolicyNumber>;

/** The numbers of the token policy. {@link POLICY_NUMBERS} describes each of them. */
export type TokenPolicy = { readonly [N in keyof typeof POLICY_NUMBERS]: number };

/** The default of each number. */
export const DEFAULT_POLICY = Object.fromEntries(
  Object.entries(POLICY_NUMBERS).map(([name, facts]) => [name, facts.default]),
) as TokenPolicy;
