/** The calls of the control API for the log. */
import { emptyReply, jsonReply, type Reply } from '../http/reply.ts';
import { redact, redactDelivery } from '../log/redact.ts';
import type { CallRecord } from '../log/records.ts';
import { declare, type ControlCall } from './control-call.ts';
import { ControlError } from './control-error.ts';

const REQUESTS = ['tokenRequests', 'apiCalls', 'widgetCalls'] as const;
const KINDS = [...REQUESTS, 'webhookDeliveries'] as const;
const MAX_WAIT_MS = 60_000;

export const LOG_CALLS = {
  'GET /log': declare({
    does: 'shows all token requests, API calls, widget calls and events sent to the webhook, in their order, with secrets struck out',
    query: {
      tokenRequests: 'waits until there are so many token requests',
      apiCalls: 'waits until there are so many API calls',
      widgetCalls: 'waits until there are so many widget calls',
      webhookDeliveries: 'waits until so many events were sent, or could not be',
      waitMs: `the longest wait, in milliseconds (5000; at most ${MAX_WAIT_MS})`,
      secrets: '`shown` leaves the secrets in',
    },
    answers: [
      200,
      'An object with the lists `tokenRequests`, `apiCalls`, `widgetCalls` and `webhookDeliveries`.',
      'Log',
    ],
    handle: showLog,
  }),
  'DELETE /log': declare({
    does: 'clears the log',
    answers: [204, 'Nothing.'],
    handle: ({ log }) => {
      log.clear();
      return emptyReply(204);
    },
  }),
} as const;

async function showLog({ log, query }: ControlCall): Promise<Reply> {
  const wanted = Object.fromEntries(
    KINDS.filter((kind) => query.has(kind)).map((kind) => [kind, wholeNumber(query, kind, 1_000_000)]),
  );
  if (Object.keys(wanted).length > 0) {
    const timeoutMs = query.has('waitMs') ? wholeNumber(query, 'waitMs', MAX_WAIT_MS) : 5_000;
    await log.waitFor(wanted, { timeoutMs }).catch((error: unknown) => {
      throw new ControlError('timeout', String(error instanceof Error ? error.message : error));
    });
  }
  const areShown = query.get('secrets') === 'shown';
  const show = (record: CallRecord): object => withNulls(areShown ? record : redact(record));
  return jsonReply(200, {
    ...Object.fromEntries(REQUESTS.map((kind) => [kind, log[kind].map(show)])),
    webhookDeliveries: log.webhookDeliveries.map((one) => withNulls(areShown ? one : redactDelivery(one))),
  });
}

/** Returns a record with `null` for what is not there, because JSON would leave such members out. */
function withNulls(record: object): object {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, (value as unknown) ?? null]));
}

function wholeNumber(query: URLSearchParams, name: string, max: number): number {
  const text = query.get(name) ?? '';
  if (/^\d+$/.test(text) && Number(text) <= max) return Number(text);
  throw new ControlError(
    'invalid_request',
    `${name} must be a whole number up to ${max}, not ${JSON.stringify(text)}.`,
  );
}
