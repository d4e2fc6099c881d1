/** Knows users by their keys in a store, so that this process can drop those whom another process forgot. */
import { createLRU } from 'lru.min';
import { CLIENT_USERNAME } from '../subject/owner-key.ts';

/** Usernames by key, of those whose tokens one process has. Bounded: the least recently noted user goes first. */
export class KnownUsers {
  readonly #usernames: ReturnType<typeof createLRU<string, string>>;
  /** No number of users drives out the application itself. */
  readonly #clientKeys = new Set<string>();

  /** @param onUnknown is called with the username of a user whose key is not known any more */
  constructor(limit: number, onUnknown: (username: string) => void) {
    this.#usernames = createLRU({ max: limit, onEviction: (_, username) => onUnknown(username) });
  }

  /** Notes the keys of a user. */
  note(keys: readonly string[], username: string): void {
    if (username === CLIENT_USERNAME) for (const key of keys) this.#clientKeys.add(key);
    // A key that is set again would count as driven out.
    else for (const key of keys) if (this.#usernames.get(key) === undefined) this.#usernames.set(key, username);
  }

  /** Returns the username of a key, or undefined if it is not known. */
  usernameOf(key: string): string | undefined {
    return this.#clientKeys.has(key) ? CLIENT_USERNAME : this.#usernames.get(key);
  }
}
