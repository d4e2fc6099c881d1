/** Sends every HTTP request of this package through the injected `fetch`, with a time limit and a size limit. */
import { withTimeLimit } from '../async/time-limit.ts';
import { endedByAbort } from '../async/unless-aborted.ts';
import { asError } from '../errors/as-error.ts';

/** The part of the global `fetch` that this package uses. Any implementation of the standard will do. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

/** The options that `fetch` is called with. Node's types of the standard lack `cache`. */
interface FetchInit extends RequestInit {
  readonly cache?: 'no-store';
}

/** An HTTP request with its limits. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The time limit for the whole exchange, the reading of the body included, in milliseconds. */
  readonly timeoutMs: number;
  /** The size limit of the answer's body, in bytes. */
  readonly maxBytes: number;
  /** False if nobody waits for the answer, so that the time limit does not keep the process alive. Default: true. */
  readonly holdsProcess?: boolean;
  /** Aborts the exchange. */
  readonly signal?: AbortSignal | undefined;
}

/** The outcome of a request: the server's answer, or the reason why there is none. */
export type HttpOutcome =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly body: string }
  | { readonly kind: 'timeout'; readonly error?: undefined }
  | { readonly kind: 'too-large'; readonly maxBytes: number; readonly error?: undefined }
  | { readonly kind: 'network'; readonly error: Error };

/** The answer variant of {@link HttpOutcome}. */
export type HttpAnswer = Extract<HttpOutcome, { kind: 'answer' }>;

/**
 * Sends a request and reads the answer to its end. Redirects are not followed, because they could carry a token or a secret to
 * another server.
 *
 * @throws the signal's reason if the signal aborts
 */
export async function send(fetch: Fetch, request: HttpRequest): Promise<HttpOutcome> {
  const { signal, holdsProcess = true } = request;
  signal?.throwIfAborted();
  const controller = new AbortController();
  const exchanged = exchange(fetch, request, controller.signal);
  let isAnswered = false;
  try {
    // An injected `fetch` may ignore its signal, so the limits must not depend on it.
    const limited = (work: Promise<HttpOutcome>) =>
      withTimeLimit<HttpOutcome>(request.timeoutMs, work, () => ({ kind: 'timeout' }), { holdsProcess });
    const outcome = await (signal
      ? endedByAbort(signal, (aborted) => limited(Promise.race([exchanged, aborted])))
      : limited(exchanged));
    isAnswered = outcome.kind === 'answer';
    return outcome;
  } finally {
    // An answer that was read to its end has nothing left to abort, and an abort takes half as long as an exchange.
    if (!isAnswered) controller.abort();
  }
}

async function exchange(fetch: Fetch, request: HttpRequest, signal: AbortSignal): Promise<HttpOutcome> {
  try {
    const { method, url, headers, body } = request;
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      // A framework or a dispatcher that caches answers must not keep tokens and bank data.
      cache: 'no-store',
      signal,
      ...(body === undefined ? {} : { body }),
    });
    if (typeof response?.headers?.get !== 'function') throw new TypeError('It gave something that is no Response.');
    const text = await readText(response, request.maxBytes);
    if (text === undefined) return { kind: 'too-large', maxBytes: request.maxBytes };
    return { kind: 'answer', status: response.status, headers: response.headers, body: text };
  } catch (error) {
    return { kind: 'network', error: asError('The fetch function', error) };
  }
}

async function readText(response: Response, maxBytes: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!response.body) return '';
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  // Unlike `toString`, it drops a byte order mark.
  return new TextDecoder().decode(Buffer.concat(chunks));
}
