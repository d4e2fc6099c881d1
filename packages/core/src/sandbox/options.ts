/** Names the options of a sandbox and their defaults. */
import type { UserSeed } from './seed/sandbox-users.ts';
import type { Rules, Wire } from './settings.ts';
import type { WebhookOptions } from './webhook/webhook.ts';
import type { ClientScopes, SandboxClient } from './world/clients.ts';

/** The options of `startSandbox`. Each has a default. */
export interface SandboxOptions {
  /**
   * The address to listen on. Default: `'127.0.0.1'`, which only this machine reaches. `'0.0.0.0'` lets everybody in who can reach
   * the machine; the control API then wants the {@link adminToken}.
   */
  readonly host?: string;
  /**
   * Host names under which requests may come in, beside `localhost` and addresses. A request for any other name is refused, so that
   * a page in a browser cannot reach the sandbox through a name of its own (DNS rebinding). Default: none.
   */
  readonly hostNames?: readonly string[];
  /**
   * The origin under which browsers reach the widgets, such as `http://localhost:4002` where the port of a container is published. The
   * links of widget sessions have it. Default: the host under which the application opened the session.
   */
  readonly widgetsUrl?: string;
  /** The ports to listen on. Default: 0 for each, which means any free port. */
  readonly ports?: { readonly authorizationServer?: number; readonly api?: number; readonly widgets?: number };
  /**
   * If true, the process keeps running until the sandbox is closed, even if nobody is connected, and the log keeps the last 5,000
   * records of each kind at least, and not all. Default: false.
   */
  readonly keepAlive?: boolean;
  /** The Bearer token that calls of the control API must have. Default: none on loopback; elsewhere the control API is then off. */
  readonly adminToken?: string;
  /** Default: {@link DEFAULT_CLIENT_ID}. */
  readonly clientId?: string;
  /** Default: {@link DEFAULT_CLIENT_SECRET}. */
  readonly clientSecret?: string;
  /** The scopes that this client may get by each grant. Default: {@link DEFAULT_CLIENT_SCOPES}. */
  readonly clientScopes?: ClientScopes;
  /** Further clients. Default: none. */
  readonly clients?: readonly SandboxClient[];
  /** The users who can log in. Default: `SANDBOX_USERS`. */
  readonly users?: readonly UserSeed[];
  /** Equal seeds give equal accounts, amounts and dates. Default: `'linxo'`. */
  readonly seed?: string;
  /** The wall clock, in milliseconds since the epoch. Default: `Date.now`. */
  readonly clock?: () => number;
  /**
   * The time at which the sandbox's clock stands still from the start, as a date, in milliseconds since the epoch, or as a
   * text such as `2026-03-31T09:00:00Z`. Seeded data end on that day. Default: the clock runs.
   */
  readonly frozenAt?: Date | number | string;
  /** The course of synchronizations. Default: each takes 2,000 ms. */
  readonly synchronization?: {
    /** As `sandbox.synchronizations.durationMs`: 0 ends a synchronization at once, `Infinity` leaves it to `step()`. */
    readonly durationMs?: number;
  };
  /** The URL of the application's webhook, or the settings of `sandbox.webhook`. Default: no webhook. */
  readonly webhook?: string | WebhookOptions;
  /** The form of the authorization server's answers. Default: {@link DEFAULT_WIRE}. */
  readonly wire?: Partial<Wire>;
  /** The rules for requests. Default: {@link DEFAULT_RULES}. */
  readonly rules?: Partial<Rules>;
  /** Gets a line about each request once it is answered, with secrets struck out. Default: none. */
  readonly onRequest?: (line: string) => void;
}

/** The address that only this machine reaches. */
export const DEFAULT_HOST = '127.0.0.1';
export const DEFAULT_SEED = 'linxo';
export const DEFAULT_CLIENT_ID = 'linxo-sandbox-client';
export const DEFAULT_CLIENT_SECRET = 'linxo-sandbox-secret';
