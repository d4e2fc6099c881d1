/** An answer to a request, as journeys give it. Each framework sends it in its own way. */
import type { Readable } from 'node:stream';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Readable;
}

const HTML = { 'Content-Type': 'text/html; charset=utf-8' } as const;

/** Answers with a page. */
export function page(html: string, status = 200): Answer {
  return { status, headers: HTML, body: html };
}

/** Answers with a page that says that somebody has tried too often. Programs read the wait in the header. */
export function tooManyAttempts(html: string, waitSeconds: number): Answer {
  const { headers, ...answer } = page(html, 429);
  return { ...answer, headers: { ...headers, 'Retry-After': String(waitSeconds) } };
}

/** Sends the browser to another page, which it gets with GET. */
export function seeOther(to: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 303, headers: { ...headers, Location: to }, body: '' };
}
