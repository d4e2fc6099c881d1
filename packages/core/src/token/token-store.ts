/** The seam behind which tokens are kept. Every implementation passes the contract suite in `test/token-store-contract.ts`. */
import type { ManagedToken } from './access-token.ts';

/** Keeps tokens by the key of their subject: several for one subject, where they were asked for with different scopes. */
export interface TokenStore {
  /** The tokens of a subject, in no particular order; none where the key is unknown. */
  get(key: string): readonly ManagedToken[];
  /** Keeps a token. It takes the place of one that was asked for with the same scopes. */
  set(token: ManagedToken): void;
  /** Drops this very token, and never another one that came after it. */
  delete(token: ManagedToken): void;
  /** Drops all tokens of a subject. */
  clear(key: string): void;
}
