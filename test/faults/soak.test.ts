import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Fault, type Sandbox, startSandbox, type Target } from '@linxo-guard/core/sandbox';
import { afterEach, expect, it } from 'vitest';
import { randomFrom } from './random.mjs';
import { crowdOf } from './world.ts';

/** `SOAK_SEED=1 npx vitest run test/faults/soak.test.ts` repeats a run, and shows its numbers. */
const SEED = Number(process.env['SOAK_SEED'] ?? Math.floor(Math.random() * 1e9));
const WARM_UP_MS = 10_000;
const LOAD_MS = 25_000;
const LIFETIME_S = 5;
/** The numbers of the policy are small, so that cool-downs come and go within seconds. */
const POLICY = {
  attemptTimeoutMs: 400,
  retryDelayMs: 20,
  backoffMinMs: 100,
  backoffMaxMs: 1_000,
  refusalCoolDownMs: 1_000,
  maxRetryAfterMs: 2_000,
  rereadMs: 100,
};
const TIMEOUT_MS = 1_500;

const status = (code: number): Fault => ({ kind: 'status', status: code });
const oauth = (error: string, code = 400): Fault => ({ kind: 'oauthError', error, status: code });
const TOKEN_FAULTS: readonly Fault[] = [
  status(500),
  status(502),
  status(429),
  { kind: 'retryAfter', after: 1 },
  { kind: 'retryAfter', after: 600 },
  { kind: 'retryAfter', status: 503, after: 0 },
  { kind: 'html', status: 403 },
  { kind: 'html', status: 200 },
  { kind: 'empty' },
  { kind: 'empty403' },
  { kind: 'reset' },
  { kind: 'truncate' },
  { kind: 'hang' },
  { kind: 'slow', delayMs: 100 },
  { kind: 'slow', delayMs: 600 },
  { kind: 'sameToken' },
  { kind: 'redirect', location: '/token', status: 307 },
  oauth('invalid_grant'),
  oauth('invalid_client', 401),
  oauth('invalid_scope'),
  oauth('invalid_request'),
  oauth('unauthorized_client'),
  oauth('temporarily_unavailable'),
  oauth('slow_down', 200),
];
const API_FAULTS: readonly Fault[] = [
  status(401),
  status(403),
  status(500),
  status(429),
  { kind: 'html', status: 502 },
  { kind: 'html', status: 200 },
  { kind: 'reset' },
  { kind: 'truncate' },
  { kind: 'slow', delayMs: 100 },
  { kind: 'hang' },
];

interface Told {
  readonly counts: { readonly calls: number; readonly served: number; readonly dropped: number };
  readonly wrong: readonly string[];
  readonly slowestMs: number;
  readonly heapBefore: number;
  readonly heapAfter: number;
  readonly inFlight: number;
  readonly requests: { readonly started: number };
  readonly state: string;
  readonly timers: number;
}

type Message = { change: { username: string; password: string } } | { calm: true } | { told: Told };

let sandbox: Sandbox;
afterEach(() => sandbox.close());

/** Breaks the servers at random until it is told to stop: mostly a few requests, now and then everything for a moment. */
function breakThings(seed: number): () => void {
  const random = randomFrom(seed);
  let ticks = 0;
  const timer = setInterval(() => {
    const target: Target = random.chance(0.5) ? 'token' : 'api';
    const fault = random.pick(target === 'token' ? TOKEN_FAULTS : API_FAULTS);
    if (++ticks % 60 === 0) sandbox.faults.always(target, fault);
    else if (ticks % 60 === 10) sandbox.faults.clear();
    else sandbox.faults.next(target, fault, 1 + random.below(4));
    // The log would grow for as long as the test runs.
    sandbox.log.clear();
  }, 50);
  return () => {
    clearInterval(timer);
    sandbox.faults.clear();
  };
}

it(`a minute of everything at once (seed ${SEED}): nothing is lost, mixed up or left behind`, async () => {
  sandbox = await startSandbox({ users: crowdOf(200), wire: { lifetimeSeconds: LIFETIME_S } });
  const { options } = sandbox;
  const users = sandbox.users.map(({ id, username, password }, index) => ({ id, username, password, index }));
  const longestMs = POLICY.maxRetryAfterMs + 2 * TIMEOUT_MS;
  const limits = { warmUpMs: WARM_UP_MS, loadMs: LOAD_MS, timeoutMs: TIMEOUT_MS, longestMs };
  const setup = { seed: SEED, options, users, workers: 60, policy: POLICY, ...limits };
  const script = fileURLToPath(new URL('soak.mjs', import.meta.url));
  const child = fork(script, [JSON.stringify(setup)], { execArgv: ['--expose-gc'] });
  const stop = breakThings(SEED);
  let told: Told | undefined;
  child.on('message', (message: Message) => {
    if ('change' in message) sandbox.setPassword(message.change.username, message.change.password);
    else if ('calm' in message) stop();
    else told = message.told;
    child.send('done');
  });
  const [code] = (await once(child, 'exit')) as [number];
  stop();
  // It ends by itself: no handle is left.
  expect(code).toBe(0);
  if (process.env['SOAK_SEED']) console.log(JSON.stringify(told));
  if (!told) throw new Error('The application told nothing.');
  expect(told.wrong).toEqual([]);
  expect(told).toMatchObject({ inFlight: 0, timers: 0, state: 'ready' });
  expect(told.slowestMs).toBeLessThan(longestMs);
  expect(told.heapAfter).toBeLessThan(told.heapBefore * 1.2);
  // Each user has three tokens, which live for five seconds and are renewed in the last one. Dropped ones and retries come on top.
  const lives = ((WARM_UP_MS + LOAD_MS) / 1_000 / LIFETIME_S) * 1.25;
  expect(told.requests.started).toBeLessThan(3 * users.length * lives * 1.5 + 3 * told.counts.dropped);
}, 60_000);
