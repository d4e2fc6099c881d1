/** Logs all token requests, API calls and widget calls in the order of their arrival, and waits for them. */
import type { Exchange } from '../http/exchange.ts';
import { apiCallRecord, callRecord, tokenRequestRecord, type Mutable } from './record-of.ts';
import type { DeliveryLog } from '../webhook/webhook.ts';
import type { WebhookDelivery } from '../webhook/webhook-delivery.ts';
import type { ApiCallRecord, CallRecord, TokenRequestRecord, WidgetCallRecord } from './records.ts';
import { Waiters } from './waiters.ts';

/** The condition to wait for: minimum numbers of requests, or a predicate over the log. */
export type LogCondition =
  | {
      readonly tokenRequests?: number;
      readonly apiCalls?: number;
      readonly widgetCalls?: number;
      readonly webhookDeliveries?: number;
    }
  | ((log: SandboxLog) => boolean);

/** The log of a running sandbox. */
export interface SandboxLog {
  readonly tokenRequests: readonly TokenRequestRecord[];
  readonly apiCalls: readonly ApiCallRecord[];
  readonly widgetCalls: readonly WidgetCallRecord[];
  /** The attempts to send events to the application's webhook. */
  readonly webhookDeliveries: readonly WebhookDelivery[];
  /**
   * Resolves once the condition holds. Requests count as soon as they have arrived, attempts at the webhook once they have ended. Rejects after `timeoutMs` (default: 5,000).
   */
  waitFor(condition: LogCondition, options?: { readonly timeoutMs?: number }): Promise<void>;
  /** Removes all records. */
  clear(): void;
}

/** Completes the record of a request after its arrival. */
export interface LogEntry {
  answered(status: number | undefined, scopeGranted: string | undefined): void;
  abandoned(): void;
}

export class RequestLog implements SandboxLog {
  readonly tokenRequests: TokenRequestRecord[] = [];
  readonly apiCalls: ApiCallRecord[] = [];
  readonly widgetCalls: WidgetCallRecord[] = [];
  readonly webhookDeliveries: WebhookDelivery[] = [];
  readonly #waiters = new Waiters();
  readonly #clock: () => number;
  readonly #endpointOf: (exchange: Exchange) => string | undefined;

  readonly #maxRecords: number;

  /** @param maxRecords The records of each kind that are kept at least. The oldest go first. */
  constructor(clock: () => number, endpointOf: (exchange: Exchange) => string | undefined, maxRecords: number) {
    this.#clock = clock;
    this.#endpointOf = endpointOf;
    this.#maxRecords = maxRecords;
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

  /** Adds the record of an attempt that starts, and returns the function that completes it. */
  attempted: DeliveryLog = (attempt) => {
    const record: Mutable<WebhookDelivery> = {
      ...attempt,
      at: this.#clock(),
      status: undefined,
      error: undefined,
      retryInMs: undefined,
    };
    this.#push(this.webhookDeliveries, record);
    return (result) => {
      Object.assign(record, result);
      this.#waiters.look();
    };
  };

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
    this.webhookDeliveries.length = 0;
  }

  /** Rejects all waits, because no more requests will arrive. */
  close(): void {
    this.#waiters.abandon('The sandbox was closed');
  }

  #has({
    tokenRequests = 0,
    apiCalls = 0,
    widgetCalls = 0,
    webhookDeliveries = 0,
  }: Exclude<LogCondition, (log: SandboxLog) => boolean>): boolean {
    return (
      this.tokenRequests.length >= tokenRequests &&
      this.apiCalls.length >= apiCalls &&
      this.widgetCalls.length >= widgetCalls &&
      this.webhookDeliveries.filter(isComplete).length >= webhookDeliveries
    );
  }

  #keep(exchange: Exchange): Mutable<CallRecord> {
    const at = this.#clock();
    if (exchange.role === 'authorizationServer') {
      const record = tokenRequestRecord(exchange, at);
      if (exchange.path === '/token') this.#push(this.tokenRequests, record);
      return record;
    }
    if (exchange.role === 'api') {
      const record = apiCallRecord(exchange, at, this.#endpointOf(exchange));
      this.#push(this.apiCalls, record);
      return record;
    }
    const record = callRecord(exchange, at);
    this.#push(this.widgetCalls, record);
    return record;
  }

  #push<T>(records: T[], record: T): void {
    records.push(record);
    // Many are dropped at once, because each time moves all others.
    if (records.length > 2 * this.#maxRecords) records.splice(0, records.length - this.#maxRecords);
  }
}

function isComplete({ status, error }: WebhookDelivery): boolean {
  return status !== undefined || error !== undefined;
}
