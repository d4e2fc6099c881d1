/** Knows users by their keys in a store, so that this process can drop those whom another process forgot. */
import { createLRU } from 'lru.min';
import { CLIENT_USERNAME } from '../subject/owner-key.ts';

/** The users whose tokens one process has. Bounded: the least recently noted user goes first. The application itself stays. */
export class KnownUsers {
  readonly #keys: ReturnType<typeof createLRU<string, readonly string[]>>;
  readonly #usernames = new Map<string, string>();

  /** @param onUnknown is called with the username of a user whose keys are not known any more */
  constructor(limit: number, onUnknown: (username: string) => void) {
    const onEviction = (username: string, keys: readonly string[]) => {
      for (const key of keys) this.#usernames.delete(key);
      onUnknown(username);
    };
    this.#keys = createLRU({ max: limit, onEviction });
  }

  /** Notes the keys of a user: there are several while secrets are rotated. */
  note(keys: readonly string[], username: string): void {
    // The cache reports a key that is set again as driven out.
    if (this.#keys.get(username) !== undefined) return;
    for (const key of keys) this.#usernames.set(key, username);
    if (username !== CLIENT_USERNAME) this.#keys.set(username, keys);
  }

  /** Returns the username of a key, or undefined if it is not known. */
  usernameOf(key: string): string | undefined {
    return this.#usernames.get(key);
  }
}
