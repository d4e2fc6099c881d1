/** Log-out across processes: what one of them forgets, the others drop, and nothing brings it back. */
import { createLRU } from 'lru.min';
import { backoffMs } from '../async/back-off.ts';
import type { Clock } from '../async/clock.ts';
import { outsideRequests } from '../async/outside-requests.ts';
import { ForgottenUsers } from '../store/forgotten-users.ts';
import { MAX_RECENT, RECENT_MS } from '../store/interruption.ts';
import { KnownUsers } from '../store/known-users.ts';
import type { ForgottenKey } from '../store/shared-token-store.ts';
import type { RecordOwner, SealedRecords } from '../store/sealed-records.ts';
import type { RecordOwnerOf } from '../store/store-key.ts';
import type { StoreTime } from '../store/store-time.ts';
import type { TokenOwner } from '../subject/token-owner.ts';
import type { LifetimeOptions } from './access-token.ts';

/** Options of {@link SharedForgetting}. */
export interface SharedForgettingOptions {
  readonly records: SealedRecords;
  readonly ownerOf: RecordOwnerOf;
  readonly clock: Clock;
  readonly lifetime: LifetimeOptions;
  readonly time: StoreTime;
  /** Drops what this process has of a user who was forgotten by another process, and what it is fetching. */
  readonly onForgotten: (username: string) => void;
  /** Drops the cached tokens of a user who is not known here any more, so that a log-out elsewhere would not reach them. */
  readonly onUnknown: (username: string) => void;
  /** Returns true if the store tells this process who was forgotten. */
  readonly hasMessages: () => boolean;
  /** Returns true if the store has answered lately. */
  readonly isAnswering: () => boolean;
  /** Names this process in its messages. */
  readonly sender: string;
}

/** The store remembers for at least this long that a user was forgotten: longer than Linxo's tokens live. */
const REMEMBER_MS = 24 * 3_600_000;
/** Clocks of servers differ: the list of forgotten users is read from so long before the interruption. */
const OVERLAP_MS = 60_000;
/** Without messages, the list is read so often. */
const READ_AGAIN_MS = 1_000;

/** A user whom the store could not be told of. */
interface Untold extends Pick<RecordOwner, 'user'> {
  /** The store's time of forgetting, as this process estimated it. */
  readonly estimatedMs: number;
}

/** What one process knows of forgotten users, and has still to tell. */
export class SharedForgetting {
  readonly #options: SharedForgettingOptions;
  readonly #forgotten: ForgottenUsers;
  readonly #users: KnownUsers;
  /** Users whom the store could not be told of, by key. */
  readonly #untold = new Map<string, Untold>();
  /** Users whom the store was told of last, by key. */
  readonly #told = createLRU<string, { readonly user: string; readonly atMs: number }>({ max: MAX_RECENT });
  #readUntilMs: number | undefined;
  #isBehind = false;
  #isCatchingUp = false;
  #isClosed = false;
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;
  #reading: NodeJS.Timeout | undefined;

  constructor(options: SharedForgettingOptions) {
    const { maxSubjects } = options.lifetime.policy;
    this.#options = options;
    this.#forgotten = new ForgottenUsers(maxSubjects);
    this.#users = new KnownUsers(maxSubjects, options.onUnknown);
  }

  /**
   * Returns true if a record that was earned at a time of the store's clock must not be used any more. Until the store has told when a
   * user was forgotten, that is every record.
   */
  voids(owner: RecordOwner, sinceMs: number): boolean {
    const keys = this.#options.records.keysOf(owner);
    return keys.some((key) => this.#untold.has(key) || this.#forgotten.voids(key, sinceMs));
  }

  /** Notes whose tokens this process has, or is fetching, so that it drops them when another process forgets their owner. */
  know(owner: TokenOwner): void {
    const { records, ownerOf, hasMessages } = this.#options;
    this.#users.note(records.keysOf(ownerOf(owner)), owner.username);
    if (this.#reading || this.#isClosed || hasMessages()) return;
    this.#reading = outsideRequests(() => setInterval(() => this.#readUntold(), READ_AGAIN_MS).unref());
  }

  /** Forgets a user in this process at once, and in the store. Returns true if the store has it. */
  async forget(owner: TokenOwner): Promise<boolean> {
    const { records, ownerOf, time } = this.#options;
    const { user } = ownerOf(owner);
    const key = records.keyOf({ user });
    const estimatedMs = time.latestMs;
    this.#forgotten.add(key, estimatedMs);
    const isTold = await this.#tell(key, { user, estimatedMs });
    if (!isTold) this.#tryLater();
    return isTold;
  }

  /** Notes that the log-outs of the last seconds have to be told again, to a store that may have lost them. */
  reassert(): void {
    const sinceMs = this.#options.clock.monotonic() - RECENT_MS;
    for (const [key, { user, atMs }] of this.#told.entries())
      if (atMs >= sinceMs && !this.#untold.has(key)) this.#untold.set(key, { user, estimatedMs: 0 });
  }

  /** Gives up what the store could not be told. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    clearInterval(this.#reading);
  }

  /** Drops what this process has of a user whom another process forgot. */
  heard({ key, atMs }: ForgottenKey): void {
    // A log-out that is known already must not drop what the user has earned since.
    if (!(atMs > 0) || this.#forgotten.has(key, atMs)) return;
    this.#forgotten.add(key, atMs);
    const username = this.#users.usernameOf(key);
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
    for (const [key, untold] of this.#untold) if (!(await this.#tell(key, untold))) return false;
    return true;
  }

  /** Reads what no message tells. A store that does not answer is left to those who need it. */
  #readUntold(): void {
    const { hasMessages, isAnswering } = this.#options;
    if (hasMessages()) {
      clearInterval(this.#reading);
      this.#reading = undefined;
    } else if (isAnswering()) void this.#read();
  }

  #tryLater(): void {
    if (this.#isClosed || this.#retry) return;
    const pauseMs = backoffMs(++this.#failures, this.#options.lifetime.policy);
    // The process need not stay for it, and no request that logs somebody out is kept in memory.
    this.#retry = outsideRequests(() => setTimeout(() => void this.#tryToCatchUp(), pauseMs).unref());
  }

  async #read(): Promise<void> {
    const { records, time } = this.#options;
    // This machine's clock may be ahead of the store's, so the list is read from a time that the store's first answer gives.
    if (!time.isKnown) return;
    const sinceMs = this.#readUntilMs ?? time.latestMs - OVERLAP_MS;
    const keys = await records.forgottenSince(sinceMs - OVERLAP_MS);
    if (!keys) return;
    this.#isBehind = false;
    for (const forgotten of keys) this.heard(forgotten);
    this.#readUntilMs = keys.reduce((latest, { atMs }) => Math.max(latest, atMs), time.latestMs - OVERLAP_MS);
  }

  async #tell(key: string, untold: Untold): Promise<boolean> {
    const { records, sender, clock } = this.#options;
    this.#untold.set(key, untold);
    const atMs = await records.forget(untold, REMEMBER_MS, sender);
    if (atMs === undefined) return false;
    if (this.#untold.get(key) !== untold) return true;
    this.#untold.delete(key);
    this.#told.set(key, { user: untold.user, atMs: clock.monotonic() });
    this.#forgotten.correct(key, untold.estimatedMs, atMs);
    return true;
  }
}
