/** Strikes secrets out of what is shown of a request. */
import { hasContentType } from '../http/exchange.ts';
import { FORM_TYPE } from '../http/form.ts';
import type { WebhookDelivery } from '../webhook/webhook-delivery.ts';
import type { ApiCallRecord, CallRecord, TokenRequestRecord } from './records.ts';

/** What stands in place of a secret. */
export const STRUCK_OUT = '***';

/** The names of parameters, members and headers whose values are secrets. */
const SECRET_NAMES = /pass|secret|token$|session|assertion|credential|^value$|otp|pin$|^authorization$|cookie/i;

export type ShownRecord = Omit<CallRecord & Partial<ApiCallRecord & TokenRequestRecord>, 'accessToken'>;

export function isSecretName(name: string): boolean {
  return SECRET_NAMES.test(name);
}

/** Returns a record without its secrets. */
export function redact(record: CallRecord & Partial<ApiCallRecord & TokenRequestRecord>): ShownRecord {
  const { accessToken: _, ...shown } = record;
  return {
    ...shown,
    query: redactMembers(record.query) as CallRecord['query'],
    headers: redactHeaders(record.headers),
    form: redactMembers(record.form) as CallRecord['form'],
    body: redactBody(record),
  };
}

/** Returns an attempt at the webhook without the values of its URL's query, which may hold a secret of any name. */
export function redactDelivery(delivery: WebhookDelivery): WebhookDelivery {
  const url = new URL(delivery.url);
  for (const name of new Set(url.searchParams.keys())) url.searchParams.set(name, STRUCK_OUT);
  return { ...delivery, url: url.href };
}

function redactHeaders(headers: CallRecord['headers']): CallRecord['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, redactHeader(name, value)]));
}

/** The scheme of an `Authorization` header stays, because it says how the client authenticated. */
function redactHeader(name: string, value: string): string {
  if (!isSecretName(name)) return value;
  const scheme = name === 'authorization' ? (/^[A-Za-z]+ /.exec(value)?.[0] ?? '') : '';
  return scheme + STRUCK_OUT;
}

function redactBody({ body, headers }: CallRecord): string {
  if (body === '') return '';
  if (hasContentType({ headers }, FORM_TYPE)) {
    const pairs = [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      isSecretName(name) ? STRUCK_OUT : value,
    ]);
    return new URLSearchParams(pairs as [string, string][]).toString();
  }
  try {
    return JSON.stringify(redactValue(JSON.parse(body)));
  } catch {
    return STRUCK_OUT;
  }
}

function redactValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redactValue);
  return typeof value === 'object' && value !== null ? redactMembers(value) : value;
}

function redactMembers(members: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, isSecretName(name) ? STRUCK_OUT : redactValue(value)]),
  );
}
