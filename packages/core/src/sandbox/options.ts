/** What `startSandbox` can be given. Everything has a default. */

import type { UserSeed } from './seed/sandbox-users.ts';
import type { Rules, Wire } from './settings.ts';
import type { ClientScopes, SandboxClient } from './world/clients.ts';

export interface SandboxOptions {
  /** The ports to listen on, on 127.0.0.1. Default 0 for each: any free one. */
  readonly ports?: { readonly authorizationServer?: number; readonly api?: number; readonly widgets?: number };
  /** Default {@link DEFAULT_CLIENT_ID}. */
  readonly clientId?: string;
  /** Default {@link DEFAULT_CLIENT_SECRET}. */
  readonly clientSecret?: string;
  /** What this client may have by each grant. Default: users_create and the reading scopes as itself, every user scope for users. */
  readonly clientScopes?: ClientScopes;
  /** Further clients. Default none. */
  readonly clients?: readonly SandboxClient[];
  /** Instead of `SANDBOX_USERS`. */
  readonly users?: readonly UserSeed[];
  /** Accounts, amounts and dates are the same for the same seed. Default `'linxo'`. */
  readonly seed?: string;
  /** Epoch milliseconds. Default `Date.now`. */
  readonly clock?: () => number;
  readonly wire?: Partial<Wire>;
  readonly rules?: Partial<Rules>;
}

export const DEFAULT_CLIENT_ID = 'linxo-sandbox-client';
export const DEFAULT_CLIENT_SECRET = 'linxo-sandbox-secret';
