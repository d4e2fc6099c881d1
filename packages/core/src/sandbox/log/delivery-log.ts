/** Logs the attempts to send events to the application's webhook: as records, and as a line for each that has ended. */
import type { DeliveryLog } from '../webhook/webhook.ts';
import type { WebhookDelivery } from '../webhook/webhook-delivery.ts';
import type { RequestLog } from './request-log.ts';

export function deliveryLog(
  log: RequestLog,
  clock: () => number,
  onLine: ((line: string) => void) | undefined,
): DeliveryLog {
  return (attempt) => {
    const at = clock();
    const complete = log.attempted(attempt);
    return (result) => {
      complete(result);
      onLine?.(deliveryLine({ ...attempt, ...result, at }));
    };
  };
}

function deliveryLine({ at, url, event, attempt, status, error, retryInMs }: WebhookDelivery): string {
  const { origin, pathname } = new URL(url);
  return [
    new Date(at).toISOString(),
    'webhook',
    status === undefined ? 'no answer' : String(status),
    'POST',
    // The query may hold a secret of the application's.
    origin + pathname,
    `event ${event.id}, attempt ${attempt}`,
    // A text that is not ours is quoted, so that it cannot pretend to be another line.
    ...(error === undefined ? [] : [JSON.stringify(error)]),
    ...(retryInMs === undefined ? [] : [`again in ${retryInMs} ms`]),
  ].join(' ');
}
