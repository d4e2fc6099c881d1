/** The sandbox's log: every token request, API call and widget call in order of arrival, and a way to wait for them. */

import type { Exchange } from '../http/exchange.ts';
import { apiCallRecord, callRecord, tokenRequestRecord, type Mutable } from './record-of.ts';
import type { ApiCallRecord, CallRecord, TokenRequestRecord, WidgetCallRecord } from './records.ts';
import { Waiters } from './waiters.ts';

/** What to wait for: at least so many of each, or whatever a predicate says of the log. */
export type LogCondition =
  | { readonly tokenRequests?: number; readonly apiCalls?: number; readonly widgetCalls?: number }
  | ((log: SandboxLog) => boolean);

export interface SandboxLog {
  readonly tokenRequests: readonly TokenRequestRecord[];
  readonly apiCalls: readonly ApiCallRecord[];
  readonly widgetCalls: readonly WidgetCallRecord[];
  /** Resolves once the condition holds: requests count as soon as they have arrived. Rejects after `timeoutMs` (default 5,000). */
  waitFor(condition: LogCondition, options?: { readonly timeoutMs?: number }): Promise<void>;
  /** Forgets what has been logged so far. */
  clear(): void;
}

/** What the log learns of a request after its arrival. */
export interface LogEntry {
  answered(status: number | undefined, scopeGranted: string | undefined): void;
  abandoned(): void;
}

export class RequestLog implements SandboxLog {
  readonly tokenRequests: TokenRequestRecord[] = [];
  readonly apiCalls: ApiCallRecord[] = [];
  readonly widgetCalls: WidgetCallRecord[] = [];
  readonly #waiters = new Waiters();
  readonly #clock: () => number;
  readonly #endpointOf: (exchange: Exchange) => string | undefined;

  constructor(clock: () => number, endpointOf: (exchange: Exchange) => string | undefined) {
    this.#clock = clock;
    this.#endpointOf = endpointOf;
  }

  arrived(exchange: Exchange): LogEntry {
    const record = this.#keep(exchange);
    this.#waiters.look();
    return {
      answered: (status, scopeGranted) => {
        record.status = status;
        if ('scopeGranted' in record) (record as Mutable<TokenRequestRecord>).scopeGranted = scopeGranted;
        this.#waiters.look();
      },
      abandoned: () => {
        record.abandoned = true;
        this.#waiters.look();
      },
    };
  }

  waitFor(condition: LogCondition, { timeoutMs = 5_000 }: { readonly timeoutMs?: number } = {}): Promise<void> {
    const holds = typeof condition === 'function' ? () => condition(this) : () => this.#has(condition);
    const seen = (): string =>
      `${this.tokenRequests.length} token requests, ${this.apiCalls.length} API calls, ${this.widgetCalls.length} widget calls`;
    return this.#waiters.waitUntil(holds, timeoutMs, seen);
  }

  clear(): void {
    this.tokenRequests.length = 0;
    this.apiCalls.length = 0;
    this.widgetCalls.length = 0;
  }

  /** Ends every wait: nothing will arrive any more. */
  close(): void {
    this.#waiters.abandon('The sandbox was closed');
  }

  #has({
    tokenRequests = 0,
    apiCalls = 0,
    widgetCalls = 0,
  }: Exclude<LogCondition, (log: SandboxLog) => boolean>): boolean {
    return (
      this.tokenRequests.length >= tokenRequests &&
      this.apiCalls.length >= apiCalls &&
      this.widgetCalls.length >= widgetCalls
    );
  }

  #keep(exchange: Exchange): Mutable<CallRecord> {
    const at = this.#clock();
    if (exchange.role === 'authorizationServer') {
      const record = tokenRequestRecord(exchange, at);
      if (exchange.path === '/token') this.tokenRequests.push(record);
      return record;
    }
    if (exchange.role === 'api') {
      const record = apiCallRecord(exchange, at, this.#endpointOf(exchange));
      this.apiCalls.push(record);
      return record;
    }
    const record = callRecord(exchange, at);
    this.widgetCalls.push(record);
    return record;
  }
}
