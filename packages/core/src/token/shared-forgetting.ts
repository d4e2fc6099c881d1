/** Log-out across processes: what one of them forgets, the others drop, and nothing brings it back. */
import { createLRU } from 'lru.min';
import { backoffMs } from '../async/back-off.ts';
import { outsideRequests } from '../async/outside-requests.ts';
import { ForgottenUsers } from '../store/forgotten-users.ts';
import type { ForgottenKey } from '../store/shared-token-store.ts';
import type { SealedRecords } from '../store/sealed-records.ts';
import type { RecordOwnerOf } from '../store/store-key.ts';
import type { StoreTime } from '../store/store-time.ts';
import type { TokenOwner } from '../subject/token-owner.ts';
import type { LifetimeOptions } from './access-token.ts';

/** Options of {@link SharedForgetting}. */
export interface SharedForgettingOptions {
  readonly records: SealedRecords;
  readonly ownerOf: RecordOwnerOf;
  readonly lifetime: LifetimeOptions;
  readonly time: StoreTime;
  readonly onForgotten: (username: string) => void;
  /** Names this process in its messages. */
  readonly sender: string;
}

/** The store remembers for at least this long that a user was forgotten: longer than Linxo's tokens live. */
const REMEMBER_MS = 24 * 3_600_000;
/** Clocks of servers differ: the list of forgotten users is read from so long before the interruption. */
const OVERLAP_MS = 60_000;

/** What one process knows of forgotten users, and has still to tell. */
export class SharedForgetting {
  readonly #options: SharedForgettingOptions;
  readonly #forgotten: ForgottenUsers;
  /** Usernames by the key of the store, of those whose tokens were put or found there. */
  readonly #usernames: ReturnType<typeof createLRU<string, string>>;
  /** Keys that the store could not be told. */
  readonly #untold = new Set<string>();
  #readUntilMs: number | undefined;
  #isBehind = false;
  #isCatchingUp = false;
  #isClosed = false;
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;

  constructor(options: SharedForgettingOptions) {
    const { maxSubjects } = options.lifetime.policy;
    this.#options = options;
    this.#forgotten = new ForgottenUsers(maxSubjects);
    this.#usernames = createLRU({ max: maxSubjects });
  }

  /** Returns true if a record that was earned at a time of the store's clock must not be used any more. */
  voids(key: string, sinceMs: number): boolean {
    return this.#forgotten.voids(key, sinceMs);
  }

  /** Notes whose tokens this process has from the store. */
  know(key: string, { username }: TokenOwner): void {
    this.#usernames.set(key, username);
  }

  /** Forgets a user in this process at once, and in the store. Returns true if the store has it. */
  async forget(owner: TokenOwner): Promise<boolean> {
    const { records, ownerOf, time } = this.#options;
    const key = records.keyOf(ownerOf(owner));
    const estimatedMs = time.latestMs;
    this.#forgotten.add(key, estimatedMs);
    const atMs = await this.#tell(key);
    if (atMs === undefined) this.#tryLater();
    else this.#forgotten.correct(key, estimatedMs, atMs);
    return atMs !== undefined;
  }

  /** Gives up what the store could not be told. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
  }

  /** Drops what this process has of a user whom another process forgot. */
  heard({ key, atMs }: ForgottenKey): void {
    // What is known already may have been earned again since.
    if (!(atMs > 0) || this.#forgotten.voids(key, atMs)) return;
    this.#forgotten.add(key, atMs);
    const username = this.#usernames.get(key);
    if (username !== undefined) this.#options.onForgotten(username);
  }

  /** Catches up if the store did not answer before, now that it answers again. */
  answered(): void {
    if (this.#isOwing && !this.#isCatchingUp) void this.#tryToCatchUp();
  }

  /**
   * Tells the store what it could not be told, and reads what others forgot while no messages came. It tries again until the store has
   * answered: a client may have its subscription back before its other connection.
   */
  async catchUp(): Promise<void> {
    this.#isBehind = true;
    this.#failures = 0;
    await this.#tryToCatchUp();
  }

  get #isOwing(): boolean {
    return this.#isBehind || this.#untold.size > 0;
  }

  async #tryToCatchUp(): Promise<void> {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#isCatchingUp = true;
    if (await this.#tellAll()) await this.#read();
    this.#isCatchingUp = false;
    if (this.#isOwing) this.#tryLater();
    else this.#failures = 0;
  }

  /** Returns true if the store has been told of everybody. The first failure ends it. */
  async #tellAll(): Promise<boolean> {
    for (const key of this.#untold) if ((await this.#tell(key)) === undefined) return false;
    return true;
  }

  #tryLater(): void {
    if (this.#isClosed || this.#retry) return;
    const pauseMs = backoffMs(++this.#failures, this.#options.lifetime.policy);
    // The process need not stay for it, and no request that logs somebody out is kept in memory.
    this.#retry = outsideRequests(() => setTimeout(() => void this.#tryToCatchUp(), pauseMs).unref());
  }

  async #read(): Promise<void> {
    const { records, time } = this.#options;
    const sinceMs = this.#readUntilMs ?? time.latestMs - OVERLAP_MS;
    const keys = await records.forgottenSince(sinceMs - OVERLAP_MS);
    if (!keys) return;
    this.#isBehind = false;
    for (const forgotten of keys) this.heard(forgotten);
    this.#readUntilMs = keys.reduce((latest, { atMs }) => Math.max(latest, atMs), time.latestMs - OVERLAP_MS);
  }

  async #tell(key: string): Promise<number | undefined> {
    const { records, sender } = this.#options;
    this.#untold.add(key);
    const atMs = await records.forget(key, REMEMBER_MS, sender);
    if (atMs !== undefined) this.#untold.delete(key);
    return atMs;
  }
}
