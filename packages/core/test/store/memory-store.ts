/** A shared store in memory: the smallest implementation of the seam, for tests of what stands above it. */
import type {
  ForgetOptions,
  ForgottenKey,
  LookOptions,
  LookResult,
  PutOptions,
  SealedEntry,
  SharedTokenStore,
  StoreLock,
  SubscribeOptions,
} from '@linxo-guard/core/testing';

interface Kept {
  readonly entry: SealedEntry;
  readonly expiresAtMs: number;
}

/** What the store has of one key and name. */
interface Held {
  readonly owner: string;
  readonly endsAtMs: number;
}

export class MemoryStore implements SharedTokenStore {
  readonly #entries = new Map<string, Kept[]>();
  readonly #locks = new Map<string, Held>();
  readonly #waiting = new Map<string, Set<string>>();
  readonly #forgotten = new Map<string, number>();
  readonly #subscribers = new Set<SubscribeOptions>();
  /** The number of operations so far, by name. */
  readonly operations: Record<string, number> = {};

  look({ lock, names, exceptIds, inbox }: LookOptions): LookResult {
    this.#count('look');
    const nowMs = Date.now();
    const kept = this.#kept(lock.key);
    const counts = ({ entry }: Kept) => names.includes(entry.name) && !exceptIds.includes(entry.id);
    const held = this.#lockOn(lock);
    const hasLock = (!held || held.owner === lock.owner) && !kept.some(counts);
    if (hasLock) this.#locks.set(idOf(lock), { owner: lock.owner, endsAtMs: nowMs + lock.lifetimeMs });
    else if (held) this.#waiting.set(idOf(lock), (this.#waiting.get(idOf(lock)) ?? new Set()).add(inbox));
    const entries = kept.map(({ entry: { name, id, sealed }, expiresAtMs }) => ({
      name,
      id,
      sealed,
      remainingMs: expiresAtMs - nowMs,
    }));
    const forgottenAtMs = this.#forgotten.get(lock.key) ?? 0;
    return { nowMs: Math.max(nowMs, forgottenAtMs + 1), forgottenAtMs, entries, hasLock };
  }

  put({ lock, entry, sinceMs, message, otherwise }: PutOptions): boolean {
    this.#count('put');
    if (this.#lockOn(lock)?.owner === lock.owner) this.#locks.delete(idOf(lock));
    if ((this.#forgotten.get(lock.key) ?? 0) >= sinceMs) {
      this.#tellOne(lock, otherwise);
      return false;
    }
    const others = this.#kept(lock.key).filter((kept) => kept.entry.name !== entry.name);
    this.#entries.set(lock.key, [...others, { entry, expiresAtMs: Date.now() + entry.remainingMs }]);
    for (const inbox of this.#waiting.get(idOf(lock)) ?? []) this.#publish(message, inbox);
    this.#waiting.delete(idOf(lock));
    return true;
  }

  release(lock: StoreLock, message: string): void {
    this.#count('release');
    if (this.#lockOn(lock)?.owner !== lock.owner) return;
    this.#locks.delete(idOf(lock));
    this.#tellOne(lock, message);
  }

  renew(lock: StoreLock): boolean {
    const held = this.#lockOn(lock);
    if (held && held.owner !== lock.owner) return false;
    this.#locks.set(idOf(lock), { owner: lock.owner, endsAtMs: Date.now() + lock.lifetimeMs });
    return true;
  }

  delete(key: string, id: string): void {
    this.#entries.set(
      key,
      this.#kept(key).filter(({ entry }) => entry.id !== id),
    );
  }

  forget({ key, message }: ForgetOptions): number {
    const atMs = Math.max(Date.now(), (this.#forgotten.get(key) ?? 0) + 1);
    this.#forgotten.set(key, atMs);
    this.#entries.delete(key);
    this.#publish(`${message} ${atMs}`);
    return atMs;
  }

  forgottenSince(sinceMs: number): readonly ForgottenKey[] {
    return [...this.#forgotten].map(([key, atMs]) => ({ key, atMs })).filter(({ atMs }) => atMs >= sinceMs);
  }

  subscribe(options: SubscribeOptions): () => void {
    this.#subscribers.add(options);
    options.onReady();
    return () => void this.#subscribers.delete(options);
  }

  /** Everything that is kept, as a dump would show it. */
  dump(): string {
    return JSON.stringify([...this.#entries, ...this.#locks.keys(), ...this.#forgotten]);
  }

  /** Returns a copy of everything in the store, to be put back later. */
  dumpEntries(): readonly (readonly [string, Kept[]])[] {
    return [...this.#entries];
  }

  /** Has these entries again and nothing else, as after a restart. */
  restart(entries: readonly (readonly [string, Kept[]])[]): void {
    for (const lost of [this.#entries, this.#locks, this.#forgotten]) lost.clear();
    for (const [key, kept] of entries) this.#entries.set(key, [...kept]);
  }

  #count(operation: string): void {
    this.operations[operation] = (this.operations[operation] ?? 0) + 1;
  }

  #publish(message: string, inbox?: string): void {
    for (const subscriber of this.#subscribers)
      if (inbox === undefined || subscriber.inbox === inbox) subscriber.onMessage(message);
  }

  #tellOne(lock: StoreLock, message: string): void {
    const waiting = this.#waiting.get(idOf(lock));
    const [one] = waiting ?? [];
    if (one === undefined) return;
    waiting?.delete(one);
    this.#publish(message, one);
  }

  #kept(key: string): Kept[] {
    return (this.#entries.get(key) ?? []).filter(({ expiresAtMs }) => expiresAtMs > Date.now());
  }

  #lockOn(lock: StoreLock): Held | undefined {
    const held = this.#locks.get(idOf(lock));
    return held && held.endsAtMs > Date.now() ? held : undefined;
  }
}

function idOf({ key, name }: StoreLock): string {
  return JSON.stringify([key, name]);
}
