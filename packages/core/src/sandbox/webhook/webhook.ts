/**
 * Sends events to the application's webhook, as Linxo does: a POST of JSON for each, without a signature. All are sent at once, so
 * their order is not promised. What is not answered with a status of 2xx is sent again, later and later.
 */
import type { SyncEvent } from '../data/payloads.ts';
import { postEvent } from './post-event.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

/** The webhook of a running sandbox. Assignments take effect with the next event. */
export interface SandboxWebhook {
  /** The URL to which events are sent, `https:` or `http:`. Default: `undefined`, which sends none. */
  url: string | undefined;
  /** The milliseconds before each further attempt. Their number is that of the attempts after the first. Default: 1,000, 5,000, 30,000. */
  retryDelaysMs: readonly number[];
  /** If true, every event is sent twice, as may happen at Linxo. Default: false. */
  duplicates: boolean;
  /** Sends an event again. Throws if there was none with this id. */
  resend(eventId: string): void;
}

/** The options of {@link SandboxWebhook}. */
export type WebhookOptions = Partial<Pick<SandboxWebhook, 'retryDelaysMs' | 'duplicates'>> & { readonly url: string };

/** The events that can be sent again. */
const MAX_EVENTS = 1_000;

/** Takes the record of an attempt that starts, and returns the function that completes it. */
export type DeliveryLog = (
  attempt: Pick<WebhookDelivery, 'url' | 'event' | 'attempt'>,
) => (result: Pick<WebhookDelivery, 'status' | 'error' | 'retryInMs'>) => void;

export class Webhook implements SandboxWebhook {
  retryDelaysMs: readonly number[] = [];
  duplicates = false;
  /** The log of the attempts. It is set when the sandbox starts. */
  log: DeliveryLog = () => () => {};
  #url: string | undefined;
  readonly #events = new Map<string, SyncEvent>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #closing = new AbortController();

  constructor(options: WebhookOptions | string | undefined) {
    this.reset(options);
  }

  /** Sets the settings back to these options, and drops the events that would be sent again. */
  reset(options: WebhookOptions | string | undefined): void {
    const {
      url,
      retryDelaysMs = [1_000, 5_000, 30_000],
      duplicates = false,
    } = typeof options === 'string' ? { url: options } : (options ?? {});
    this.url = url;
    this.retryDelaysMs = retryDelaysMs;
    this.duplicates = duplicates;
    this.#events.clear();
    this.#dropWaits();
  }

  get url(): string | undefined {
    return this.#url;
  }

  set url(url: string | undefined) {
    if (url !== undefined && !isWebUrl(url))
      throw new TypeError('The URL of the webhook must be an https: or http: URL');
    this.#url = url;
  }

  send(event: SyncEvent): void {
    if (this.#url === undefined) return;
    this.#events.set(event.id, event);
    const [oldest] = this.#events.keys();
    if (this.#events.size > MAX_EVENTS && oldest !== undefined) this.#events.delete(oldest);
    for (let copy = this.duplicates ? 2 : 1; copy > 0; copy -= 1) void this.#attempt(event, this.#url, 1);
  }

  resend(eventId: string): void {
    const event = this.#events.get(eventId);
    if (event === undefined || this.#url === undefined) {
      throw new Error(`The sandbox has sent no event ${JSON.stringify(eventId)} to a webhook`);
    }
    void this.#attempt(event, this.#url, 1);
  }

  /** Ends all attempts and waits. */
  close(): void {
    this.#closing.abort();
    this.#dropWaits();
  }

  #dropWaits(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  async #attempt(event: SyncEvent, url: string, attempt: number): Promise<void> {
    const complete = this.log({ url, event, attempt });
    const { status, error } = await postEvent(url, event, this.#closing.signal);
    const isTaken = status !== undefined && status >= 200 && status < 300;
    const delayMs = isTaken || this.#closing.signal.aborted ? undefined : this.retryDelaysMs[attempt - 1];
    complete({ status, error, retryInMs: delayMs });
    if (delayMs === undefined) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#attempt(event, url, attempt + 1);
    }, delayMs);
    // An event that nobody takes keeps no process alive.
    timer.unref();
    this.#timers.add(timer);
  }
}

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol);
}
