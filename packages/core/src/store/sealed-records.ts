/** The records of a shared store, sealed on their way in and opened on their way out. */
import type { Seal } from './seal.ts';
import { openRecord, type StoredRecord, writeRecord } from './stored-record.ts';
import type { GuardedStore } from './guarded-store.ts';
import type { ForgottenKey, SealedEntry, StoreLock } from './shared-token-store.ts';

/** Names the owner of records: one user, or the application itself. All records of a user have the same key. */
export interface RecordOwner {
  /** Everything that the user's records depend on, as a text. */
  readonly user: string;
  /** The password, or a text for those without one. Records that different passwords earned are kept apart. */
  readonly credentials: string;
}

/** Options of {@link SealedRecords.look}. */
export interface LookRecordsOptions {
  readonly owner: RecordOwner;
  /** The `scope` parameter of the token that is wanted. */
  readonly scope: string;
  /** Records with these ids do not count. */
  readonly exceptIds: readonly string[];
  readonly lockOwner: string;
  readonly lockMs: number;
  readonly inbox: string;
}

/** The answer of {@link SealedRecords.look}. */
export interface LookRecordsResult {
  readonly nowMs: number;
  readonly records: readonly StoredRecord[];
  /** The ids of the entries with the name of the wanted token or of a refusal, whether they can be used or not. */
  readonly foundIds: readonly string[];
  /** The lock, whoever holds it. */
  readonly lock: StoreLock;
  readonly hasLock: boolean;
}

/** The lock that a message is about. */
export type LockName = Pick<StoreLock, 'key' | 'name'>;

/** A message that came through the store. */
export type StoreMessage =
  | { readonly kind: 'record'; readonly lock: LockName; readonly record: StoredRecord }
  | { readonly kind: 'go'; readonly lock: LockName }
  | { readonly kind: 'forgotten'; readonly key: string; readonly sender: string; readonly atMs: number };

/** The name of the record that says that credentials were refused. */
const REFUSAL = '!';

/**
 * Records of a store. While secrets are rotated, the last one is what old and new processes have in common: it hashes names, and seals
 * the messages that are no records.
 */
export class SealedRecords {
  readonly store: GuardedStore;
  readonly #seals: readonly [Seal, ...Seal[]];
  readonly #naming: Seal;

  constructor(store: GuardedStore, seals: readonly [Seal, ...Seal[]]) {
    this.store = store;
    this.#seals = seals;
    this.#naming = seals.at(-1) ?? seals[0];
  }

  /** Returns the key of a user's records. */
  keyOf(owner: Pick<RecordOwner, 'user'>): string {
    return userKeyIn(this.#naming, owner);
  }

  /** Returns the keys by which processes know a user, whichever of the secrets they have: that of {@link keyOf} is one of them. */
  keysOf(owner: Pick<RecordOwner, 'user'>): readonly string[] {
    return this.#seals.map((seal) => userKeyIn(seal, owner));
  }

  /** Returns the id of a token. */
  idOf(value: string): string {
    return this.#naming.nameOf(`token ${value}`);
  }

  /** Returns the records of an owner; takes the lock if there is neither the wanted token nor a refusal of the credentials. */
  async look(options: LookRecordsOptions): Promise<LookRecordsResult | undefined> {
    const { owner, scope, exceptIds, lockOwner, lockMs, inbox } = options;
    const key = this.keyOf(owner);
    const name = this.#nameOf(owner, scope);
    const lock = { key, name, owner: lockOwner, lifetimeMs: lockMs };
    const names = [name, this.#nameOf(owner, REFUSAL)];
    const looked = await this.store.look({ lock, names, exceptIds, inbox });
    if (!looked) return undefined;
    const { nowMs, forgottenAtMs, entries, hasLock } = looked;
    const prefix = this.#nameOf(owner, '');
    const own = entries.filter((entry) => entry.name.startsWith(prefix) && !exceptIds.includes(entry.id));
    const opened = await Promise.all(own.map((entry) => this.#open(key, entry.name, entry.sealed)));
    const records = opened.filter(
      (record) => record !== undefined && record.expiresAtMs > nowMs && record.sinceMs > forgottenAtMs,
    ) as StoredRecord[];
    const foundIds = own.filter((entry) => names.includes(entry.name)).map(({ id }) => id);
    return { nowMs, records, foundIds, lock, hasLock };
  }

  /** Keeps a record, gives the lock back, and tells those who wait. Returns true if the record was kept. */
  async put(owner: RecordOwner, lock: StoreLock, record: StoredRecord, nowMs: number): Promise<boolean> {
    const name = record.kind === 'token' ? lock.name : this.#nameOf(owner, REFUSAL);
    const sealed = await this.#seals[0].close(writeRecord(record), `${lock.key} ${name}`);
    const id = record.kind === 'token' ? this.idOf(record.value) : `${REFUSAL}${record.sinceMs}`;
    const entry: SealedEntry = { name, id, sealed, remainingMs: Math.ceil(record.expiresAtMs - nowMs) };
    const message = `record ${encodeURIComponent(lock.name)} ${encodeURIComponent(lock.key)} ${encodeURIComponent(name)} ${sealed}`;
    const otherwise = await this.#goMessage(lock);
    return (await this.store.put({ lock, entry, sinceMs: record.sinceMs, message, otherwise })) ?? false;
  }

  /** Gives the lock back and lets one of those who wait go on. */
  async release(lock: StoreLock): Promise<void> {
    await this.store.release(lock, await this.#goMessage(lock));
  }

  /** Deletes a token, and never another one that came after it. */
  async delete(key: string, value: string): Promise<void> {
    await this.store.delete(key, this.idOf(value));
  }

  /**
   * Forgets a user for all processes, whichever of the secrets they have. The sender can tell its own message from those of others.
   *
   * @returns the store's time, or undefined if the store does not have it
   */
  async forget(owner: Pick<RecordOwner, 'user'>, rememberMs: number, sender: string): Promise<number | undefined> {
    const forgetting = this.#seals.map(async (seal) => {
      const key = userKeyIn(seal, owner);
      const message = `forgotten ${await seal.close(JSON.stringify([key, sender]), 'forgotten')}`;
      return this.store.forget({ key, rememberMs, message });
    });
    const times = await Promise.all(forgetting);
    return times.includes(undefined) ? undefined : times.at(-1);
  }

  forgottenSince(sinceMs: number): Promise<readonly ForgottenKey[] | undefined> {
    return this.store.forgottenSince(sinceMs);
  }

  /** Opens a message. Returns undefined for one that was not sealed by a process of this application. */
  async openMessage(message: string): Promise<StoreMessage | undefined> {
    const [kind, ...parts] = message.split(' ');
    if (kind === 'forgotten') {
      const text = await this.#openText(parts[0] ?? '', 'forgotten');
      if (text === undefined) return undefined;
      const [key = '', sender = ''] = JSON.parse(text) as string[];
      return { kind, key, sender, atMs: Number(parts[1]) };
    }
    const [lockName = '', key = '', name = '', sealed = ''] = parts.map((part) => safelyDecoded(part));
    const lock = { key, name: lockName };
    if (kind === 'go') {
      const text = await this.#openText(name, `go ${key} ${lockName}`);
      return text === undefined ? undefined : { kind, lock };
    }
    if (kind !== 'record') return undefined;
    const record = await this.#open(key, name, sealed);
    return record && { kind, lock, record };
  }

  async #goMessage({ key, name }: StoreLock): Promise<string> {
    const sealed = await this.#naming.close('go', `go ${key} ${name}`);
    return `go ${encodeURIComponent(name)} ${encodeURIComponent(key)} ${sealed}`;
  }

  async #open(key: string, name: string, sealed: string): Promise<StoredRecord | undefined> {
    const text = await this.#openText(sealed, `${key} ${name}`);
    return text === undefined ? undefined : openRecord(text);
  }

  async #openText(sealed: string, place: string): Promise<string | undefined> {
    for (const seal of this.#seals) {
      const text = await seal.open(sealed, place);
      if (text !== undefined) return text;
    }
    return undefined;
  }

  /** Names an entry: by the credentials that earned it, and by the scope. A scope is no secret; that two users share a password is. */
  #nameOf({ user, credentials }: RecordOwner, scope: string): string {
    return `${this.#naming.nameOf(`credentials ${JSON.stringify([user, credentials])}`).slice(0, 22)} ${scope}`;
  }
}

function userKeyIn(seal: Seal, { user }: Pick<RecordOwner, 'user'>): string {
  return seal.nameOf(`user ${user}`);
}

function safelyDecoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
