/** One request as it arrived: read whole from the socket before anything looks at it. */

import type { IncomingMessage } from 'node:http';

export type Role = 'authorizationServer' | 'api' | 'widgets';

export interface Exchange {
  readonly role: Role;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Header names in lower case; a header sent several times is joined as Node joins it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The longest request body that is read, in bytes. */
const MAX_REQUEST_BYTES = 1024 * 1024;

/** Reads a request to its end. Resolves to `undefined` where the body is longer than {@link MAX_REQUEST_BYTES}. */
export async function readExchange(request: IncomingMessage, role: Role): Promise<Exchange | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_REQUEST_BYTES) return undefined;
    chunks.push(chunk);
  }
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  return {
    role,
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: plainHeaders(request),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/** Whether the body is declared to be `type` (parameters such as `charset` aside). */
export function hasContentType(exchange: Pick<Exchange, 'headers'>, type: string): boolean {
  return exchange.headers['content-type']?.split(';')[0]?.trim().toLowerCase() === type;
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
