/** Fetches a token for all processes, while this one holds the lock. */
import type { Clock } from '../async/clock.ts';
import type { Deadline } from '../async/deadline.ts';
import { isLinxoError } from '../errors/linxo-error.ts';
import type { LookRecordsResult, SealedRecords } from '../store/sealed-records.ts';
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

/** The key in the store of each token that was put or found there, whichever instance did so: any of them may delete it. */
const KEYS = new WeakMap<ManagedToken, string>();

/** Returns the key in the store of a token. */
export function keyOfToken(token: ManagedToken): string | undefined {
  return KEYS.get(token);
}

/** Notes the key in the store of a token. */
export function noteKey(token: ManagedToken, key: string): void {
  KEYS.set(token, key);
}

/** The work of one manager under the locks of the store. */
export class SharedLock {
  readonly #options: SharedLockOptions;
  /** Records that are on their way into the store, by key. */
  readonly #puts = new Map<string, Promise<unknown>>();

  constructor(options: SharedLockOptions) {
    this.#options = options;
  }

  /** Fetches a token, puts it into the store, and gives the lock back. A refusal of a password that is text is shared, too. */
  async hold({ lock, nowMs }: LookRecordsResult, work: SharedWork): Promise<ManagedToken> {
    const { records, clock, lifetime } = this.#options;
    const startedAtMs = clock.monotonic();
    const storeMs = () => nowMs + clock.monotonic() - startedAtMs;
    const times = (inMs: number) => ({ expiresAtMs: Math.floor(storeMs() + inMs), sinceMs: nowMs });
    const renewal = setInterval(() => void records.store.renew(lock), lock.lifetimeMs / 3);
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

  /** Gives a lock back, although the store may have failed lately. */
  async release(lock: StoreLock): Promise<void> {
    await this.#options.records.release(lock);
  }

  /** Waits for the record that is on its way to a key. */
  async settled(key: string): Promise<void> {
    await this.#puts.get(key);
  }

  async #put({ request }: SharedWork, lock: StoreLock, record: StoredRecord, storeMs: number): Promise<void> {
    const { records, ownerOf } = this.#options;
    const putting = records.put(ownerOf(request.owner), lock, record, storeMs);
    this.#puts.set(lock.key, putting);
    await putting;
    if (this.#puts.get(lock.key) === putting) this.#puts.delete(lock.key);
  }
}

/** Returns the status of a refusal that holds for all processes, or undefined for any other error. */
function sharedRefusal(error: unknown, { owner }: TokenRequest): number | undefined {
  if (owner.hasTrustedPassword || !isLinxoError(error, 'ERR_CREDENTIALS_REJECTED')) return undefined;
  const { upstream } = error;
  // The server named the credentials. An empty answer may have been about the scopes.
  return upstream?.error === undefined ? undefined : upstream.status;
}
