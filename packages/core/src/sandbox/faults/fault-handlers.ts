/** Applies faults to answers. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Delivery } from '../http/deliver.ts';
import { emptyReply, htmlReply, jsonReply, type Reply } from '../http/reply.ts';
import type { Fault, FaultKind, TokenQuirks } from './fault.ts';

/**
 * Makes the normal answer. A fault that replaces the whole answer does not call it, so the request changes nothing in the
 * sandbox.
 */
export type NormalAnswer = (quirks?: TokenQuirks) => Promise<Reply>;

type FaultOf<K extends FaultKind> = Extract<Fault, { readonly kind: K }>;
type Handler<K extends FaultKind> = (
  fault: FaultOf<K>,
  answer: NormalAnswer,
  closing: AbortSignal,
) => Delivery | Promise<Delivery>;

const JSON_TYPE = 'application/json';
const OVERSIZE_BYTES = 2 * 1024 * 1024;

const whole = (reply: Reply): Delivery => ({ kind: 'whole', reply });
const text = (status: number, body: string, contentType = JSON_TYPE): Delivery =>
  whole({ status, headers: { 'content-type': contentType }, body });
const quirk =
  <K extends FaultKind>(quirksOf: (fault: FaultOf<K>) => TokenQuirks): Handler<K> =>
  async (fault, answer) =>
    whole(await answer(quirksOf(fault)));

const HANDLERS: { readonly [K in FaultKind]: Handler<K> } = {
  status: ({ status, body = '', headers = {}, contentType = JSON_TYPE }) =>
    whole({ status, headers: { ...(body === '' ? {} : { 'content-type': contentType }), ...headers }, body }),
  oauthError: ({ error, description, status = 400 }) =>
    whole(jsonReply(status, { error, error_description: description }, { 'cache-control': 'no-store' })),
  empty403: () => whole(emptyReply(403)),
  html: ({ status = 502 }) => whole(htmlReply(status, '<html><body><h1>Bad Gateway</h1><hr>nginx</body></html>\n')),
  empty: ({ status = 200 }) => whole(emptyReply(status)),
  body: ({ body, status = 200, contentType }) => text(status, body, contentType),
  edit: async ({ edit }, answer) => {
    const reply = await answer();
    return whole({ ...reply, body: JSON.stringify(edit(JSON.parse(reply.body))) ?? '' });
  },
  merge: async ({ patch }, answer) => {
    const reply = await answer();
    return whole({ ...reply, body: JSON.stringify(merged(JSON.parse(reply.body), patch)) });
  },
  truncate: async ({ bytes }, answer) => {
    const reply = await answer();
    return { kind: 'truncated', reply, bytes: bytes ?? Math.floor(Buffer.byteLength(reply.body) / 2) };
  },
  oversize: ({ bytes = OVERSIZE_BYTES }) => text(200, `{"padding":"${'x'.repeat(Math.max(0, bytes - 14))}"}`),
  reset: () => ({ kind: 'reset' }),
  hang: () => ({ kind: 'never' }),
  slow: async ({ delayMs }, answer, closing) => {
    const inTime = await delay(delayMs, true, { signal: closing, ref: false }).catch(() => false);
    return inTime ? whole(await answer()) : { kind: 'never' };
  },
  retryAfter: ({ status = 429, after }) =>
    whole(emptyReply(status, { 'retry-after': after instanceof Date ? after.toUTCString() : String(after) })),
  redirect: ({ location, status = 302 }) => whole(emptyReply(status, { location })),
  sameToken: quirk(() => ({ sameToken: true })),
  opaqueToken: quirk(() => ({ opaque: true })),
  dropClaims: quirk(({ claims }) => ({ dropClaims: claims })),
  setClaims: quirk(({ claims }) => ({ setClaims: claims })),
};

/** Applies a merge patch (RFC 7396). */
function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name);
    else result.set(name, merged(result.get(name), value));
  }
  return Object.fromEntries(result);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export async function applyFault<K extends FaultKind>(
  fault: FaultOf<K>,
  answer: NormalAnswer,
  closing: AbortSignal,
): Promise<Delivery> {
  const handler = HANDLERS[fault.kind] as Handler<K>;
  return handler(fault, answer, closing);
}
