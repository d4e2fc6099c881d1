/** The running sandbox as its users see it. */

import type { Faults } from './faults/fault-plan.ts';
import type { Hold } from './faults/holds.ts';
import type { SandboxLog } from './log/request-log.ts';
import type { Rules, Wire } from './settings.ts';
import type { Target } from './target.ts';
import type { ClientScopes } from './world/clients.ts';
import type { SandboxUser } from './world/users.ts';

/** What `createLinxo` needs to know of a sandbox. */
export interface SandboxConnectOptions {
  readonly environment: { readonly authorizationServer: string; readonly api: string; readonly widgets: string };
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Sandbox extends AsyncDisposable {
  /** Can be handed to `createLinxo` as it is. Holds the client's present secret. */
  readonly options: SandboxConnectOptions;
  /** `http://127.0.0.1:<port>`: tokens at `/token`, keys at `/jwks`. */
  readonly authorizationServer: string;
  /** `http://127.0.0.1:<port>/v2.1`. */
  readonly api: string;
  /** `http://127.0.0.1:<port>/v2.1`. */
  readonly widgets: string;
  /** Every request, secrets included: for assertions. */
  readonly log: SandboxLog;
  /** Faults on demand. */
  readonly faults: Faults;
  /** The authorization server's words; assign to change them from the next answer on. */
  readonly wire: Wire;
  /** What is insisted on; assign to change it from the next request on. */
  readonly rules: Rules;
  /** Everybody who can log in now. */
  readonly users: readonly SandboxUser[];
  /** The user of this name. Throws where there is none. */
  user(username: string): SandboxUser;
  /** Holds back the answers of a target until they are released. What is answered is decided before. */
  hold(target: Target): Hold;
  /** The old secret is refused from now on. */
  setClientSecret(secret: string, clientId?: string): void;
  /** What a client may have by each grant. */
  setClientScopes(scopes: ClientScopes, clientId?: string): void;
  /** The old password is refused from now on; tokens stay good. */
  setPassword(username: string, password: string): void;
  /** The scopes that the user's tokens may carry from now on; older tokens stay as they are. */
  allow(username: string, scopes: readonly string[]): void;
  /** The API refuses this token from now on, or every token issued so far. */
  revoke(token: string): void;
  /** Ends the listeners, their sockets and whatever hangs or is held. May be called again. */
  close(): Promise<void>;
}
