/** The problem details (RFC 9457) of errors outside of linxo-guard, for clients that are no browsers. */
import { STATUS_CODES } from 'node:http';
import * as z from 'zod';
import type { Answer } from '../answer.ts';
import { waitingTime } from '../pages/formats.ts';
import { TooManyRequests, TryAgain } from './errors.ts';

const DETAILS: Readonly<Record<number, string>> = {
  401: 'Nobody is signed in.',
  403: 'A page of another origin sent this request.',
  404: 'There is nothing at this address.',
  413: 'The body of the request is too long.',
  415: 'The body of the request has to be JSON.',
  429: 'There were too many requests.',
  503: 'Try again in a moment.',
  500: 'The application could not serve this request.',
};

/** Answers an error with its problem. Only a failed check is shown: the messages of other errors are not meant for callers. */
export function problemDetailsAnswer(error: unknown): Answer {
  const isChecked = error instanceof z.ZodError;
  const status = isChecked ? 400 : statusOf(error);
  const detail = isChecked ? z.prettifyError(error) : detailOf(error, status);
  const body = JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail });
  const wait = error instanceof TooManyRequests ? { 'Retry-After': String(error.waitSeconds) } : {};
  return { status, headers: { 'Content-Type': 'application/problem+json', ...wait }, body };
}

function detailOf(error: unknown, status: number): string {
  const detail = DETAILS[status] ?? 'The request could not be read.';
  return error instanceof TooManyRequests ? `${detail} Try again ${waitingTime('en', error.waitSeconds)}.` : detail;
}

/** Returns the status that the framework gave to an error of the caller's. Everything else is the application's fault. */
function statusOf(error: unknown): number {
  if (error instanceof TryAgain) return error.status;
  const status = Number((error as { status?: unknown } | null | undefined)?.status);
  return status >= 400 && status < 500 && STATUS_CODES[status] !== undefined ? status : 500;
}
