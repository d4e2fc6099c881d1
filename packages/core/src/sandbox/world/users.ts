/** The users of the sandbox: their profiles, their credentials and the scopes that their tokens may get. */
import type { User } from '../data/payloads.ts';

/** A user who can log in to the sandbox. */
export interface SandboxUser {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  /** The scopes that this user's tokens may get. */
  readonly scopes: readonly string[];
}

interface Entry {
  readonly account: SandboxUser;
  readonly profile: User;
}

export class Users {
  readonly #byId = new Map<string, Entry>();
  readonly #idByUsername = new Map<string, string>();

  add(account: SandboxUser, profile: User): void {
    this.#byId.set(account.id, { account, profile });
    this.#idByUsername.set(account.username, account.id);
  }

  remove(id: string): void {
    const entry = this.#byId.get(id);
    if (entry !== undefined) this.#idByUsername.delete(entry.account.username);
    this.#byId.delete(id);
  }

  clear(): void {
    this.#byId.clear();
    this.#idByUsername.clear();
  }

  list(): readonly SandboxUser[] {
    return [...this.#byId.values()].map(({ account }) => account);
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  byUsername(username: string): SandboxUser | undefined {
    return this.#byId.get(this.#idByUsername.get(username) ?? '')?.account;
  }

  profileOf(id: string): User | undefined {
    return this.#byId.get(id)?.profile;
  }

  /** Changes a user's profile or credentials. */
  change(id: string, account: Partial<Omit<SandboxUser, 'id'>>, profile: Partial<User> = {}): void {
    const entry = this.#byId.get(id);
    if (entry === undefined) throw new Error(`The sandbox has no user with the id ${JSON.stringify(id)}`);
    this.#idByUsername.delete(entry.account.username);
    this.add({ ...entry.account, ...account }, { ...entry.profile, ...profile });
  }
}
