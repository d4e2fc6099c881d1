/** What the tests of the contract do again and again. */
import { ok } from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  Awaitable,
  LookOptions,
  LookResult,
  PutOptions,
  SealedEntry,
  SharedTokenStore,
  StoreLock,
} from '../store/shared-token-store.ts';

/** The two functions of a test runner that are used: those of vitest, jest, mocha, and of `node:test`. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void>) => unknown;
}

const MINUTE_MS = 60_000;

/** Returns the lock of a key and name. */
export function lockOf(key: string, owner: string, more: Partial<StoreLock> = {}): StoreLock {
  return { key, name: 'first', owner, lifetimeMs: MINUTE_MS, ...more };
}

/** Looks at a key as a process does. */
export async function look(
  store: SharedTokenStore,
  key: string,
  owner: string,
  more: Partial<LookOptions> & Partial<StoreLock> = {},
): Promise<LookResult> {
  const { names, exceptIds = [], inbox = `inbox-${owner}`, name = 'first', lifetimeMs = MINUTE_MS } = more;
  return store.look({ lock: { key, name, owner, lifetimeMs }, names: names ?? [name], exceptIds, inbox });
}

/** Puts an entry as the owner of a lock does. */
export async function put(
  store: SharedTokenStore,
  key: string,
  owner: string,
  what: SealedEntry,
  sinceMs: number,
  messages: Partial<Pick<PutOptions, 'message' | 'otherwise'>> = {},
): Promise<boolean> {
  return store.put({ lock: lockOf(key, owner), entry: what, sinceMs, message: 'kept', otherwise: 'go', ...messages });
}

/** Returns an entry for tests. */
export function entry(id: string, more: Partial<SealedEntry> = {}): SealedEntry {
  return { name: 'first', id, sealed: `sealed-${id}`, remainingMs: MINUTE_MS, ...more };
}

/** Returns the ids of the entries that a look found, sorted. */
export function idsIn({ entries }: LookResult): readonly string[] {
  return entries.map(({ id }) => id).toSorted();
}

/** Waits until a condition holds. */
export async function until(holds: () => Awaitable<boolean>): Promise<void> {
  for (let round = 0; round < 200; round++) {
    if (await holds()) return;
    await pause(10);
  }
  ok(await holds());
}
