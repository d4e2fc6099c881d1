/** Posts one event to a webhook. */
import type { SyncEvent } from '../data/payloads.ts';

interface Posted {
  readonly status: number | undefined;
  readonly error: string | undefined;
}

/** A webhook that has not answered after this time counts as one that does not answer. */
const TIMEOUT_MS = 10_000;

export async function postEvent(url: string, event: SyncEvent, closing: AbortSignal): Promise<Posted> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'linxo-sandbox' },
      body: JSON.stringify(event),
      // An event goes where the application said, and nowhere else.
      redirect: 'manual',
      signal: AbortSignal.any([closing, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    return { status: response.status, error: undefined };
  } catch (error) {
    return { status: undefined, error: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
