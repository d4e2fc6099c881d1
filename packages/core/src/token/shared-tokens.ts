/** The tokens that several processes share: one process fetches a token, the others are told. The store's failures fail nothing. */
import type { Clock } from '../async/clock.ts';
import type { Deadline } from '../async/deadline.ts';
import type { TokenPolicy } from '../options/token-policy.ts';
import { formatScopes } from '../scope/scope-set.ts';
import type { LookRecordsResult, SealedRecords } from '../store/sealed-records.ts';
import { recordsOf, type SealedTokenStore } from '../store/sealed-store.ts';
import type { StoreLock } from '../store/shared-token-store.ts';
import { StoreGuard } from '../store/store-guard.ts';
import { StoreInbox } from '../store/store-inbox.ts';
import type { RecordOwnerOf } from '../store/store-key.ts';
import { StoreTime } from '../store/store-time.ts';
import type { StoredRecord, StoredRefusal } from '../store/stored-record.ts';
import type { TokenOwner } from '../subject/token-owner.ts';
import type { TokenRequest } from '../subject/token-request.ts';
import { bestAnswer, type LifetimeOptions, type ManagedToken } from './access-token.ts';
import { lateElsewhere } from './late-elsewhere.ts';
import { RefusalsElsewhere } from './refusals-elsewhere.ts';
import { SharedForgetting } from './shared-forgetting.ts';
import { noteKey, SharedLock, type SharedWork } from './shared-lock.ts';
import { reviveToken } from './revive-token.ts';

/** Options of {@link SharedTokens}. */
export interface SharedTokensOptions {
  readonly store: SealedTokenStore;
  readonly ownerOf: RecordOwnerOf;
  readonly clock: Clock;
  readonly lifetime: LifetimeOptions;
  /** Drops what this process has of a user who was forgotten by another process, and what it is fetching. */
  readonly onForgotten: (username: string) => void;
  /** Drops the cached tokens of a user who is not known here any more, so that a log-out elsewhere would not reach them. */
  readonly onUnknown: (username: string) => void;
}

/** The longest wait for a message: one that was lost costs no more. */
const LOOK_AGAIN_MS = 1_000;
/** The first wait without messages. */
const FIRST_PAUSE_MS = 50;

/** The shared store of one manager. */
export class SharedTokens {
  readonly #options: SharedTokensOptions;
  readonly #policy: TokenPolicy;
  readonly #records: SealedRecords;
  readonly #guard: StoreGuard;
  readonly #time: StoreTime;
  readonly #inbox: StoreInbox;
  readonly #forgetting: SharedForgetting;
  readonly #lock: SharedLock;
  readonly #refusals: RefusalsElsewhere;
  #locks = 0;

  constructor(options: SharedTokensOptions) {
    const { store, clock, lifetime } = options;
    this.#options = options;
    this.#policy = lifetime.policy;
    const onInterrupted = () => {
      this.#forgetting.reassert();
      this.#lock.reassert((owner, sinceMs) => this.#forgetting.voids(owner, sinceMs));
    };
    this.#guard = new StoreGuard(clock, { ...this.#policy, onInterrupted });
    this.#time = new StoreTime(clock);
    const records = (this.#records = recordsOf(store, this.#guard));
    this.#inbox = new StoreInbox({
      records,
      clock,
      backOff: this.#policy,
      onRefused: (error) => this.#guard.note('subscribe', error),
      onForgotten: (forgotten) => this.#forgetting.heard(forgotten),
      onReady: () => void this.#forgetting.catchUp(),
    });
    this.#forgetting = new SharedForgetting({
      ...options,
      records,
      time: this.#time,
      sender: this.#inbox.channel,
      hasMessages: () => this.#inbox.hasMessages,
      isAnswering: () => this.#guard.isAnswering,
    });
    this.#lock = new SharedLock({ ...options, records });
    this.#refusals = new RefusalsElsewhere(this.#policy.maxSubjects);
  }

  /** The number of store operations that have failed. */
  get failures(): number {
    return this.#guard.failures;
  }

  /** Deletes this token for all processes. */
  delete(token: ManagedToken): Promise<void> {
    return this.#lock.delete(token);
  }

  /** Notes whose tokens this process has, or is fetching. */
  know(owner: TokenOwner): void {
    this.#forgetting.know(owner);
    void this.#inbox.start();
  }

  /** Forgets a user for all processes. Returns true if the store has it. */
  forget(owner: TokenOwner): Promise<boolean> {
    return this.#forgetting.forget(owner);
  }

  /** Ends the subscription, and gives up what the store could not be told. */
  close(): void {
    this.#inbox.close();
    this.#forgetting.close();
    this.#guard.end();
  }

  /**
   * Fetches a token, or takes the one that another process has fetched or is fetching.
   *
   * @throws CredentialsRejected if another process was refused with this password lately; AuthorizationServerUnavailable when another
   *   process is not done before the deadline; the closing signal's reason; what the work throws
   */
  async once(work: SharedWork): Promise<{ readonly token: ManagedToken; readonly isFetchedHere: boolean }> {
    const { request, deadline, isGoodEnough } = work;
    this.#refusals.check(request.owner, (refusal) => this.#holds(refusal, request));
    await this.#guard.attempt('subscribe', () => this.#inbox.start());
    const exceptIds = new Set(work.replacing ? [this.#records.idOf(work.replacing.value)] : []);
    for (let round = 0; ; round++) {
      deadline.closing.throwIfAborted();
      const looked = await this.#look(request, [...exceptIds]);
      if (!looked) return { token: await work.fetch(), isFetchedHere: true };
      const token = await this.#found(looked, request, isGoodEnough);
      if (token) return { token, isFetchedHere: false };
      if (looked.hasLock) return { token: await this.#lock.hold(looked, work), isFetchedHere: true };
      // The next look ignores the records that were found, because they are not good enough or cannot be read.
      if (looked.foundIds.length > 0) {
        for (const id of looked.foundIds) exceptIds.add(id);
        continue;
      }
      const told = await this.#wait(looked.lock, deadline, round);
      if (told) {
        const arrived = this.#arrived(told, request, isGoodEnough);
        if (arrived) return { token: arrived, isFetchedHere: false };
      }
      if (deadline.remainingMs === 0) throw lateElsewhere(deadline);
    }
  }

  async #look({ owner, scopes }: TokenRequest, exceptIds: readonly string[]): Promise<LookRecordsResult | undefined> {
    const { ownerOf, clock } = this.#options;
    const sentAtMs = clock.monotonic();
    const looked = await this.#records.look({
      owner: ownerOf(owner),
      scope: formatScopes(scopes),
      exceptIds,
      lockOwner: `${this.#inbox.channel} ${this.#locks++}`,
      lockMs: this.#policy.lockMs,
      inbox: this.#inbox.channel,
    });
    if (!looked) return undefined;
    this.#time.note(looked.nowMs, sentAtMs);
    this.#forgetting.answered();
    return looked;
  }

  async #found(
    { records, lock, hasLock }: LookRecordsResult,
    request: TokenRequest,
    isGoodEnough: (token: ManagedToken) => boolean,
  ): Promise<ManagedToken | undefined> {
    const usable = records.filter((record) => this.#holds(record, request));
    const refusal = usable.find((record): record is StoredRefusal => record.kind === 'refusal');
    const tokens = usable.flatMap((record) =>
      record.kind === 'token' ? [this.#revive(record, request.owner, lock.key)] : [],
    );
    const token = bestAnswer(tokens.filter(isGoodEnough), request.scopes);
    if ((token ?? refusal) && hasLock) await this.#lock.release(lock);
    if (!token && refusal) throw this.#refusals.note(request.owner, refusal);
    return token;
  }

  #wait(lock: StoreLock, deadline: Deadline, round: number) {
    const limitMs = this.#inbox.hasMessages ? LOOK_AGAIN_MS : Math.min(LOOK_AGAIN_MS, FIRST_PAUSE_MS * 2 ** round);
    return this.#inbox.waitFor(lock, deadline, limitMs * (0.75 + Math.random() / 4));
  }

  #arrived(
    { record }: { readonly kind: string; readonly record?: StoredRecord },
    request: TokenRequest,
    isGoodEnough: (token: ManagedToken) => boolean,
  ): ManagedToken | undefined {
    if (!record || !this.#holds(record, request)) return undefined;
    if (record.kind === 'refusal') throw this.#refusals.note(request.owner, record);
    const token = this.#revive(record, request.owner, this.#records.keyOf(this.#options.ownerOf(request.owner)));
    return isGoodEnough(token) ? token : undefined;
  }

  #holds({ expiresAtMs, sinceMs }: StoredRecord, { owner }: TokenRequest): boolean {
    return expiresAtMs > this.#time.latestMs && !this.#forgetting.voids(this.#options.ownerOf(owner), sinceMs);
  }

  #revive(record: Extract<StoredRecord, { kind: 'token' }>, owner: TokenOwner, key: string): ManagedToken {
    return noteKey(reviveToken(record, owner, this.#time.latestMs, this.#options.lifetime), key);
  }
}
