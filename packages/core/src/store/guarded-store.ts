/** A store that never fails: what it cannot answer in time is undefined. Only the store's own time counts, not that of sealing. */
import type {
  Awaitable,
  ForgetOptions,
  ForgottenKey,
  LookOptions,
  LookResult,
  PutOptions,
  SharedTokenStore,
  StoreLock,
  SubscribeOptions,
} from './shared-token-store.ts';
import type { StoreGuard } from './store-guard.ts';

/** The operations of a {@link SharedTokenStore} behind a {@link StoreGuard}. */
export class GuardedStore {
  readonly #store: SharedTokenStore;
  readonly #guard: StoreGuard;

  constructor(store: SharedTokenStore, guard: StoreGuard) {
    this.#store = store;
    this.#guard = guard;
  }

  look(options: LookOptions): Promise<LookResult | undefined> {
    const { interruption } = this.#guard;
    return this.#guard.attempt('look', async () => {
      for (;;) {
        await interruption.letHoldersPass();
        const before = interruption.count;
        const looked = await this.#store.look(options);
        // It was asked before the interruption. A store that has lost its locks gives this one to whoever asks first.
        if (!looked.hasLock || interruption.count === before) return looked;
      }
    });
  }

  /** Renews a lock, unless it was given back meanwhile. */
  renew(lock: StoreLock, isHeld: () => boolean): Promise<boolean | undefined> {
    return this.#guard.attempt('renew', () => isHeld() && this.#store.renew(lock));
  }

  delete(key: string, id: string): Promise<void> {
    return this.#guard.attempt('delete', () => this.#store.delete(key, id));
  }

  // Whoever waits for the lock, or was forgotten, depends on these: they are sent although the store has failed lately.

  put(options: PutOptions): Promise<boolean | undefined> {
    return this.#guard.always('put', () => this.#store.put(options));
  }

  release(lock: StoreLock, message: string): Promise<void> {
    return this.#guard.always('release', () => this.#store.release(lock, message));
  }

  forget(options: ForgetOptions): Promise<number | undefined> {
    return this.#guard.always('forget', () => this.#store.forget(options));
  }

  forgottenSince(sinceMs: number): Promise<readonly ForgottenKey[] | undefined> {
    return this.#guard.always('forgotten', () => this.#store.forgottenSince(sinceMs));
  }

  /** Subscribes, if the store has messages. */
  subscribe(options: SubscribeOptions): Awaitable<() => void> | undefined {
    const { interruption } = this.#guard;
    let hasMessages = false;
    return this.#store.subscribe?.({
      ...options,
      onReady() {
        hasMessages = true;
        interruption.end();
        options.onReady();
      },
      onInterrupted() {
        // A subscription that goes on failing says nothing new of the store.
        if (hasMessages) interruption.loseMessages();
        hasMessages = false;
        options.onInterrupted();
      },
    });
  }
}
