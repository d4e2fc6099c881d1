/** The interface of a running sandbox. */
import type { SandboxClock } from './clock/sandbox-clock.ts';
import type { Faults } from './faults/fault-plan.ts';
import type { Hold } from './faults/holds.ts';
import type { SandboxLog } from './log/request-log.ts';
import type { Rules, Wire } from './settings.ts';
import type { SandboxSynchronizations } from './synchronization/synchronizations.ts';
import type { Target } from './target.ts';
import type { SandboxWebhook } from './webhook/webhook.ts';
import type { ClientScopes } from './world/clients.ts';
import type { SandboxUser } from './world/users.ts';

/** The options of `createLinxo` that point an application at a sandbox. */
export interface SandboxConnectOptions {
  readonly environment: { readonly authorizationServer: string; readonly api: string; readonly widgets: string };
  readonly clientId: string;
  readonly clientSecret: string;
  /** The first provider that the sandbox accepts, if it is not the default of `createLinxo`. */
  readonly provider?: string;
}

/** A running sandbox. */
export interface Sandbox extends AsyncDisposable {
  /** The options to pass to `createLinxo`. They always contain the client's current secret. */
  readonly options: SandboxConnectOptions;
  /** The origin `http://127.0.0.1:<port>`, with tokens at `/token` and keys at `/jwks`. */
  readonly authorizationServer: string;
  /** The base URL `http://127.0.0.1:<port>/v2.1` of the API. */
  readonly api: string;
  /** The base URL `http://127.0.0.1:<port>/v2.1` of the widgets. */
  readonly widgets: string;
  /** The clock that lifetimes and all dates follow. It can be stopped and moved. */
  readonly clock: SandboxClock;
  /** The log of all requests, for assertions. It contains secrets. */
  readonly log: SandboxLog;
  /** Makes the sandbox answer with faults. */
  readonly faults: Faults;
  /** The form of the authorization server's answers. Assignments take effect with the next answer. */
  readonly wire: Wire;
  /** The rules for requests. Assignments take effect with the next request. */
  readonly rules: Rules;
  /** The synchronizations of connections: how long they take, and which are running. */
  readonly synchronizations: SandboxSynchronizations;
  /** The application's webhook, which is told of the end of each synchronization. */
  readonly webhook: SandboxWebhook;
  /** The users who can log in now. */
  readonly users: readonly SandboxUser[];
  /** Returns the user with this name. Throws if there is none. */
  user(username: string): SandboxUser;
  /** Holds back the answers of a target until they are released. The answers are decided before. */
  hold(target: Target): Hold;
  /** Changes the client's secret. The old one is refused from now on. */
  setClientSecret(secret: string, clientId?: string): void;
  /** Changes the scopes that a client may get by each grant. */
  setClientScopes(scopes: ClientScopes, clientId?: string): void;
  /** Changes a user's password. The old one is refused from now on, but tokens stay valid. */
  setPassword(username: string, password: string): void;
  /** Changes the scopes that the user's tokens may get from now on. Older tokens keep theirs. */
  allow(username: string, scopes: readonly string[]): void;
  /** Makes the API refuse a token, or with `'all'` every token issued so far. */
  revoke(token: string): void;
  /**
   * Sets users, their data, clients, settings and the clock back to how they were at the start, drops all tokens, faults and holds,
   * and clears the log.
   */
  reset(): void;
  /** Closes the listeners and their sockets, and ends all waits. May be called repeatedly. */
  close(): Promise<void>;
}
