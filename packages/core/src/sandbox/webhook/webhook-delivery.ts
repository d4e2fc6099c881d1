/** The log's records of attempts to send events to the application's webhook. */
import type { SyncEvent } from '../data/payloads.ts';

/** The record of one attempt. */
export interface WebhookDelivery {
  /** The time of the attempt by the sandbox's clock, in milliseconds since the epoch. */
  readonly at: number;
  readonly url: string;
  readonly event: SyncEvent;
  /** The number of the attempt, from 1. */
  readonly attempt: number;
  /** The status of the answer. It is `undefined` before the answer, and if there was none. */
  readonly status: number | undefined;
  /** The reason why there was no answer. */
  readonly error: string | undefined;
  /** The milliseconds until the next attempt. It is `undefined` if there will be none. */
  readonly retryInMs: number | undefined;
}
