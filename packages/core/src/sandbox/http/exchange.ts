/** A request that was read to its end. */
import type { IncomingMessage } from 'node:http';

export type Role = 'authorizationServer' | 'api' | 'widgets';

export interface Exchange {
  readonly role: Role;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The headers, with names in lower case. Node's rules join a header that was sent several times. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The size limit of a request body, in bytes. */
export const MAX_REQUEST_BYTES = 1024 * 1024;

/** Reads a request to its end. Returns `undefined` if the body is longer than {@link MAX_REQUEST_BYTES}. */
export async function readExchange(request: IncomingMessage, role: Role): Promise<Exchange | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_REQUEST_BYTES) return undefined;
    chunks.push(chunk);
  }
  const url = targetOf(request.url ?? '/');
  return {
    role,
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: plainHeaders(request),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/**
 * Parses the target of a request (RFC 9112 section 3.2): a path, or a whole URL as proxies send it. A path may begin with two
 * slashes, which would be the start of a host if it were resolved against a base.
 */
function targetOf(target: string): URL {
  const text = target.startsWith('/') ? `http://127.0.0.1${target}` : target;
  return URL.canParse(text) ? new URL(text) : new URL('http://127.0.0.1/');
}

/** Returns true if the body's content type is `type`. Parameters such as `charset` are ignored. */
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
