/** The one way out: every HTTP request goes through the injected `fetch` here, with a time limit and a size limit. */
import { onAbort } from '../async/on-abort.ts';

/** The part of the global `fetch` that is used. Any implementation that keeps to the standard serves. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** An HTTP request, ready to be sent. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Time limit for the whole exchange, the reading of the body included, in milliseconds. */
  readonly timeoutMs: number;
  /** The answer's body is cut off beyond this, in bytes. */
  readonly maxBytes: number;
  /** Ends the exchange early. */
  readonly signal?: AbortSignal | undefined;
}

/** What came of a request: an answer of the server's, or the reason why there is none. */
export type HttpOutcome =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Headers; readonly body: string }
  | { readonly kind: 'timeout'; readonly error?: undefined }
  | { readonly kind: 'too-large'; readonly error?: undefined }
  | { readonly kind: 'network'; readonly error: unknown };

/** The answer variant of {@link HttpOutcome}. */
export type HttpAnswer = Extract<HttpOutcome, { kind: 'answer' }>;

/**
 * Sends a request and reads the answer to its end. Redirects are not followed: a token or a secret must not travel on.
 *
 * @throws the signal's reason, when the signal aborts
 */
export async function send(fetch: Fetch, request: HttpRequest): Promise<HttpOutcome> {
  const { signal } = request;
  signal?.throwIfAborted();
  const controller = new AbortController();
  let end: (outcome: HttpOutcome | 'aborted') => void = () => {};
  const ended = new Promise<HttpOutcome | 'aborted'>((resolve) => (end = resolve));
  const timer = setTimeout(() => end({ kind: 'timeout' }), request.timeoutMs).unref();
  const stopListening = signal && onAbort(signal, () => end('aborted'));
  try {
    // A race, because a `fetch` that somebody injected may not heed its signal.
    const outcome = await Promise.race([exchange(fetch, request, controller.signal), ended]);
    // What was read to its end has nothing left to abort, and an abort costs as much as half an exchange.
    if (outcome === 'aborted' || outcome.kind !== 'answer') controller.abort();
    if (outcome === 'aborted') throw signal?.reason;
    return outcome;
  } finally {
    clearTimeout(timer);
    stopListening?.();
  }
}

async function exchange(fetch: Fetch, request: HttpRequest, signal: AbortSignal): Promise<HttpOutcome> {
  try {
    const { method, url, headers, body } = request;
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal,
      ...(body === undefined ? {} : { body }),
    });
    const text = await readText(response, request.maxBytes);
    if (text === undefined) return { kind: 'too-large' };
    return { kind: 'answer', status: response.status, headers: response.headers, body: text };
  } catch (error) {
    return { kind: 'network', error };
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
  return Buffer.concat(chunks).toString('utf8');
}
