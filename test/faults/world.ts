/** Sets up the tests of faults: a sandbox, a Linxo instance with clocks that the test sets, and callers. */
import {
  type Clock,
  createLinxo,
  isLinxoError,
  type Linxo,
  type LinxoOptions,
  type ResourceOwner,
  type Scope,
  type Subject,
} from '@linxo-guard/core';
import { type Sandbox, SANDBOX_USERS, startSandbox, type UserSeed } from '@linxo-guard/core/sandbox';

const { camille, odette } = SANDBOX_USERS;
const subjectOf = ({ username, password }: { username: string; password: string }): ResourceOwner => ({
  username,
  password,
});
export const CAMILLE = subjectOf(camille);
export const ODETTE = subjectOf(odette);

export interface World {
  readonly sandbox: Sandbox;
  readonly connect: Linxo;
  /** Lets time pass on both clocks. */
  pass(ms: number): void;
  /** Sets the wall clock forward or back. */
  setWallClock(byMs: number): void;
  /** Returns the outcome for a caller that wants a token: `'token'`, or the code of the error. */
  call(subject?: Subject, signal?: AbortSignal, scope?: Scope): Promise<string>;
  /** Returns the distinct outcomes for many simultaneous callers. */
  callAtOnce(count: number, subject?: Subject): Promise<readonly string[]>;
  /** Returns how many of the subjects met each outcome, all calling at once. */
  callAll(subjects: readonly Subject[]): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

/** Makes so many users, for a sandbox and as subjects. They have no banks, so that a sandbox starts quickly with many. */
export function crowdOf(count: number): readonly { username: string; password: string; banks: [] }[] {
  return Array.from({ length: count }, (_, index) => ({
    username: `user-${index}@example.org`,
    password: `password of ${index}`,
    banks: [],
  }));
}

export async function createWorld(
  options: Partial<LinxoOptions> = {},
  users: readonly UserSeed[] = Object.values(SANDBOX_USERS),
): Promise<World> {
  const sandbox = await startSandbox({ users });
  let wallMs = Date.parse('2026-11-02T09:00:00Z');
  let monotonicMs = 0;
  const clock: Clock = { now: () => wallMs, monotonic: () => monotonicMs };
  // The default limits are long, so that a slow machine does not count as a broken server.
  const policy = { retryDelayMs: 1, attemptTimeoutMs: 20_000, refreshJitterRatio: 0, ...options.policy };
  const connect = createLinxo({ ...sandbox.options, clock, timeoutMs: 25_000, ...options, policy });
  const call = (subject: Subject = CAMILLE, signal?: AbortSignal, scope: Scope = 'accounts_read') =>
    connect.tokens.getAccessToken({ subject, scopes: [scope], signal }).then(() => 'token', outcomeOf);
  return {
    sandbox,
    connect,
    call,
    pass(ms) {
      wallMs += ms;
      monotonicMs += ms;
    },
    setWallClock: (byMs) => void (wallMs += byMs),
    async callAtOnce(count, subject) {
      return [...new Set(await Promise.all(Array.from({ length: count }, () => call(subject))))];
    },
    async callAll(subjects) {
      const counts: Record<string, number> = {};
      for (const outcome of await Promise.all(subjects.map((subject) => call(subject))))
        counts[outcome] = (counts[outcome] ?? 0) + 1;
      return counts;
    },
    async close() {
      await connect.close();
      await sandbox.close();
    },
  };
}

export function outcomeOf(error: unknown): string {
  return isLinxoError(error) ? error.code : String(error);
}
