/** The tokens that several processes share: one process fetches a token, the others are told. The store's failures fail nothing. */
import type { Clock } from '../async/clock.ts';
import type { Deadline } from '../async/deadline.ts';
import { AuthorizationServerUnavailable, CredentialsRejected } from '../errors/errors.ts';
import { DEFAULT_RETRY_AFTER_MS } from '../errors/outage.ts';
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
import { SharedForgetting } from './shared-forgetting.ts';
import { noteKey, SharedLock, type SharedWork } from './shared-lock.ts';
import { reviveToken } from './revive-token.ts';

/** Options of {@link SharedTokens}. */
export interface SharedTokensOptions {
  readonly store: SealedTokenStore;
  readonly ownerOf: RecordOwnerOf;
  readonly clock: Clock;
  readonly lifetime: LifetimeOptions;
  /** Drops what this process has cached of a user who was forgotten by another process. */
  readonly onForgotten: (username: string) => void;
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
  #locks = 0;

  constructor(options: SharedTokensOptions) {
    const { store, clock, lifetime } = options;
    this.#options = options;
    this.#policy = lifetime.policy;
    const onInterrupted = () => this.#lock.reassert((key, sinceMs) => this.#forgetting.voids(key, sinceMs));
    this.#guard = new StoreGuard(clock, { ...this.#policy, onInterrupted });
    this.#time = new StoreTime(clock);
    const records = (this.#records = recordsOf(store, this.#guard));
    this.#inbox = new StoreInbox({
      records,
      onForgotten: (forgotten) => this.#forgetting.heard(forgotten),
      onReady: () => void this.#forgetting.catchUp(),
    });
    const sender = this.#inbox.channel;
    this.#forgetting = new SharedForgetting({ ...options, records, time: this.#time, sender });
    this.#lock = new SharedLock({ ...options, records });
  }

  /** The number of store operations that have failed. */
  get failures(): number {
    return this.#guard.failures;
  }

  /** Deletes this token for all processes. */
  delete(token: ManagedToken): Promise<void> {
    return this.#lock.delete(token);
  }

  /** Forgets a user for all processes. Returns true if the store has it. */
  forget(owner: TokenOwner): Promise<boolean> {
    return this.#forgetting.forget(owner);
  }

  /** Ends the subscription, and gives up what the store could not be told. */
  close(): void {
    this.#inbox.close();
    this.#forgetting.close();
  }

  /**
   * Fetches a token, or takes the one that another process has fetched or is fetching.
   *
   * @throws CredentialsRejected if another process was refused with this password lately; AuthorizationServerUnavailable when another
   *   process is not done before the deadline; the closing signal's reason; what the work throws
   */
  async once(work: SharedWork): Promise<{ readonly token: ManagedToken; readonly isFetchedHere: boolean }> {
    const { request, deadline, isGoodEnough } = work;
    await this.#guard.attempt('subscribe', () => this.#inbox.start());
    const exceptValues = new Set(work.replacing ? [work.replacing.value] : []);
    for (let round = 0; ; round++) {
      deadline.closing.throwIfAborted();
      const looked = await this.#look(request, [...exceptValues]);
      if (!looked) return { token: await work.fetch(), isFetchedHere: true };
      const token = await this.#found(looked, request, isGoodEnough, exceptValues);
      if (token) return { token, isFetchedHere: false };
      if (looked.hasLock) {
        this.#forgetting.know(looked.lock.key, request.owner);
        return { token: await this.#lock.hold(looked, work), isFetchedHere: true };
      }
      // The tokens that were found are not good enough: the next look takes no notice of them.
      if (looked.records.some((record) => record.kind === 'token' && !exceptValues.has(record.value))) {
        for (const record of looked.records) if (record.kind === 'token') exceptValues.add(record.value);
        continue;
      }
      const told = await this.#wait(looked.lock, deadline, round);
      if (told) {
        const arrived = this.#arrived(told, request, isGoodEnough);
        if (arrived) return { token: arrived, isFetchedHere: false };
      }
      if (deadline.remainingMs === 0) throw tooLate(deadline);
    }
  }

  async #look(
    { owner, scopes }: TokenRequest,
    exceptValues: readonly string[],
  ): Promise<LookRecordsResult | undefined> {
    const { ownerOf, clock } = this.#options;
    const sentAtMs = clock.monotonic();
    const looked = await this.#records.look({
      owner: ownerOf(owner),
      scope: formatScopes(scopes),
      exceptValues,
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
    exceptValues: ReadonlySet<string>,
  ): Promise<ManagedToken | undefined> {
    const usable = records.filter(({ sinceMs }) => !this.#forgetting.voids(lock.key, sinceMs));
    const refusal = usable.find((record): record is StoredRefusal => record.kind === 'refusal');
    const tokens = usable.flatMap((record) =>
      record.kind === 'token' && !exceptValues.has(record.value) ? [this.#revive(record, request.owner, lock.key)] : [],
    );
    const token = bestAnswer(tokens.filter(isGoodEnough), request.scopes);
    if ((token ?? refusal) && hasLock) await this.#lock.release(lock);
    if (token) this.#forgetting.know(lock.key, request.owner);
    else if (refusal) throw refusalError(refusal);
    return token;
  }

  #wait(lock: StoreLock, deadline: Deadline, round: number) {
    const limitMs = this.#inbox.hasMessages ? LOOK_AGAIN_MS : Math.min(LOOK_AGAIN_MS, FIRST_PAUSE_MS * 2 ** round);
    return this.#inbox.waitFor(lock, deadline, limitMs * (0.75 + Math.random() / 4));
  }

  #arrived(
    message: { readonly kind: string; readonly record?: StoredRecord },
    request: TokenRequest,
    isGoodEnough: (token: ManagedToken) => boolean,
  ): ManagedToken | undefined {
    const { record } = message;
    const key = this.#records.keyOf(this.#options.ownerOf(request.owner));
    if (!record || record.expiresAtMs <= this.#time.latestMs || this.#forgetting.voids(key, record.sinceMs))
      return undefined;
    if (record.kind === 'refusal') throw refusalError(record);
    const token = this.#revive(record, request.owner, key);
    if (!isGoodEnough(token)) return undefined;
    this.#forgetting.know(key, request.owner);
    return token;
  }

  #revive(record: Extract<StoredRecord, { kind: 'token' }>, owner: TokenOwner, key: string): ManagedToken {
    const token = reviveToken(record, owner, this.#time.latestMs, this.#options.lifetime);
    noteKey(token, key);
    return token;
  }
}

function refusalError({ status }: StoredRefusal): CredentialsRejected {
  return new CredentialsRejected({ upstream: { status, error: 'invalid_grant' } });
}

function tooLate({ timeoutMs }: Deadline): AuthorizationServerUnavailable {
  return new AuthorizationServerUnavailable(
    `Another process has been fetching this token for ${timeoutMs} ms, and is not done yet.`,
    { retryAfterMs: DEFAULT_RETRY_AFTER_MS },
  );
}
