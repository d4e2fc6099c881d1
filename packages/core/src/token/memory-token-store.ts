/** Keeps tokens in this process' memory: bounded, the least recently used subject goes first, no timers. */
import { LRUCache } from 'lru-cache';
import type { ManagedToken } from './access-token.ts';
import type { TokenStore } from './token-store.ts';

const NONE: readonly ManagedToken[] = [];

/**
 * A store in memory.
 *
 * @param maxSubjects how many subjects' tokens are kept; default of the policy: 10,000
 */
export function memoryTokenStore(maxSubjects: number): TokenStore {
  const subjects = new LRUCache<string, readonly ManagedToken[]>({ max: maxSubjects });

  return {
    get: (key) => subjects.get(key) ?? NONE,
    set(token) {
      // Expired ones go on this occasion: a subject never has more tokens than there are sets of scopes in use.
      const others = (subjects.get(token.key) ?? NONE).filter(
        (other) => other.requested !== token.requested && other.expiresInMs() > 0,
      );
      subjects.set(token.key, [token, ...others]);
    },
    delete(token) {
      const kept = subjects.get(token.key)?.filter((other) => other.value !== token.value);
      if (kept && kept.length > 0) subjects.set(token.key, kept);
      else subjects.delete(token.key);
    },
    clear: (key) => void subjects.delete(key),
  };
}
