/** Fetches a token for all processes, while this one holds the lock. */
import type { Clock } from '../async/clock.ts';
import type { Deadline } from '../async/deadline.ts';
import { isLinxoError } from '../errors/linxo-error.ts';
import { MAX_RECENT, RECENT_MS } from '../store/interruption.ts';
import type { LookRecordsResult, RecordOwner, SealedRecords } from '../store/sealed-records.ts';
import type { StoreLock } from '../store/shared-token-store.ts';
import type { RecordOwnerOf } from '../store/store-key.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import type { TokenRequest } from '../subject/token-request.ts';
import type { LifetimeOptions, ManagedToken } from './access-token.ts';

/** Work that fetches a token for all processes. */
export interface SharedWork {
  readonly request: TokenRequest;
  readonly deadline: Deadline;
  /** Returns true if a token of the store is good enough. */
  readonly isGoodEnough: (token: ManagedToken) => boolean;
  /** The token that is to be replaced: the store may have it still. */
  readonly replacing?: ManagedToken | undefined;
  /** Fetches the token. */
  readonly fetch: () => Promise<ManagedToken>;
  /** Returns true while the fetched token may be kept. */
  readonly mayKeep: (token: ManagedToken) => boolean;
}

/** Options of a {@link SharedLock}. */
export interface SharedLockOptions {
  readonly records: SealedRecords;
  readonly ownerOf: RecordOwnerOf;
  readonly clock: Clock;
  readonly lifetime: LifetimeOptions;
}

/** A record that was put into the store. */
interface PutRecord {
  readonly owner: RecordOwner;
  readonly lock: StoreLock;
  readonly record: StoredRecord;
  /** The store's time when it was put, and this process' monotonic time, in milliseconds. */
  readonly storeMs: number;
  readonly atMs: number;
}

/** The key in the store of each token that was put or found there, whichever instance did so: any of them may delete it. */
const KEYS = new WeakMap<ManagedToken, string>();

/** Notes the key in the store of a token, and returns the token. */
export function noteKey(token: ManagedToken, key: string): ManagedToken {
  KEYS.set(token, key);
  return token;
}

/** The work of one manager under the locks of the store. */
export class SharedLock {
  readonly #options: SharedLockOptions;
  /** Records that are on their way into the store, by key. */
  readonly #puts = new Map<string, Promise<unknown>>();
  readonly #held = new Set<StoreLock>();
  /** Records that were put lately, by key, the oldest first. */
  readonly #recent = new Map<string, PutRecord>();

  constructor(options: SharedLockOptions) {
    this.#options = options;
  }

  /** Fetches a token, puts it into the store, and gives the lock back. A refusal of a password that is text is shared, too. */
  async hold({ lock, nowMs }: LookRecordsResult, work: SharedWork): Promise<ManagedToken> {
    const { clock, lifetime } = this.#options;
    const startedAtMs = clock.monotonic();
    const storeMs = () => nowMs + clock.monotonic() - startedAtMs;
    const times = (inMs: number) => ({ expiresAtMs: Math.floor(storeMs() + inMs), sinceMs: nowMs });
    this.#held.add(lock);
    const renewal = setInterval(() => this.#renew(lock), lock.lifetimeMs / 3);
    renewal.unref();
    try {
      const token = await work.fetch();
      const { value, requestedScope, grantedScope, lifetimeMs, remainingMs } = token;
      noteKey(token, lock.key);
      const record = { kind: 'token', ...times(remainingMs), value, requestedScope, grantedScope, lifetimeMs } as const;
      await (work.mayKeep(token) ? this.#put(work, lock, record, storeMs()) : this.release(lock));
      return token;
    } catch (error) {
      const status = sharedRefusal(error, work.request);
      const endsInMs = lifetime.policy.refusalCoolDownMs;
      if (status === undefined) await this.release(lock);
      else await this.#put(work, lock, { kind: 'refusal', ...times(endsInMs), status }, storeMs());
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  /**
   * Tells a store that may have lost it what this process holds, and has put lately.
   *
   * @param voids returns true if a record must not be used any more
   */
  reassert(voids: (owner: RecordOwner, sinceMs: number) => boolean): void {
    for (const lock of this.#held) this.#renew(lock);
    const nowMs = this.#options.clock.monotonic();
    for (const { owner, lock, record, storeMs, atMs } of this.#recent.values()) {
      const isRecent = nowMs - atMs <= RECENT_MS && !voids(owner, record.sinceMs);
      if (isRecent) void this.#options.records.put(owner, lock, record, storeMs + nowMs - atMs);
    }
  }

  /** Deletes a token for all processes. */
  async delete(token: ManagedToken): Promise<void> {
    const key = KEYS.get(token);
    if (key === undefined) return;
    await this.#puts.get(key);
    this.#recent.delete(key);
    await this.#options.records.delete(key, token.value);
  }

  #renew(lock: StoreLock): void {
    // A renewal that comes after the lock was given back would take it again.
    void this.#options.records.store.renew(lock, () => this.#held.has(lock));
  }

  /** Gives a lock back, although the store may have failed lately. */
  async release(lock: StoreLock): Promise<void> {
    this.#held.delete(lock);
    await this.#options.records.release(lock);
  }

  async #put({ request }: SharedWork, lock: StoreLock, record: StoredRecord, storeMs: number): Promise<void> {
    const { records, ownerOf, clock } = this.#options;
    this.#held.delete(lock);
    const owner = ownerOf(request.owner);
    const putting = records.put(owner, lock, record, storeMs);
    this.#puts.set(lock.key, putting);
    this.#remember({ owner, lock, record, storeMs, atMs: clock.monotonic() });
    await putting;
    if (this.#puts.get(lock.key) === putting) this.#puts.delete(lock.key);
  }

  #remember(put: PutRecord): void {
    this.#recent.delete(put.lock.key);
    this.#recent.set(put.lock.key, put);
    for (const [key, { atMs }] of this.#recent) {
      if (put.atMs - atMs <= RECENT_MS && this.#recent.size <= MAX_RECENT) break;
      this.#recent.delete(key);
    }
  }
}

/** Returns the status of a refusal that holds for all processes, or undefined for any other error. */
function sharedRefusal(error: unknown, { owner }: TokenRequest): number | undefined {
  if (owner.hasTrustedPassword || !isLinxoError(error, 'ERR_CREDENTIALS_REJECTED')) return undefined;
  const { upstream } = error;
  // The server named the credentials. An empty answer may have been about the scopes.
  return upstream?.error === undefined ? undefined : upstream.status;
}
