/** Says what kind of problem an error is, for people. Each kind has its words in every language. */
import { type ErrorCode, isLinxoError } from '@linxo-guard/core';
import * as z from 'zod';

import { ForeignPage, SignInRequired, TooManyRequests, TryAgain } from './errors.ts';
import type { Words } from '../words/languages.ts';

type Described<T> = { [K in keyof T]: T[K] extends { readonly title: string } ? K : never }[keyof T];

type ProblemKind = Described<Words['problems']>;

export interface Problem {
  readonly kind: ProblemKind;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The time after which the same request may succeed, if only time is needed. */
  readonly waitSeconds?: number;
}

/** The kind of problem that an error of Linxo's is to somebody who looks at a page. Every other error is the application's own fault. */
const KINDS: Readonly<Partial<Record<ErrorCode, ProblemKind>>> = {
  ERR_CREDENTIALS_REJECTED: 'credentials',
  ERR_INSUFFICIENT_SCOPE: 'scope',
  ERR_SCOPE_REJECTED: 'scope',
  ERR_AUTHORIZATION_SERVER_UNAVAILABLE: 'outage',
  ERR_API_UNAVAILABLE: 'outage',
  ERR_INVALID_TOKEN_RESPONSE: 'outage',
  ERR_INVALID_API_RESPONSE: 'outage',
  ERR_TOKEN_REJECTED: 'outage',
  ERR_APPLICATION_TIMEOUT: 'outage',
  ERR_CLOSED: 'outage',
  ERR_TOO_MANY_ATTEMPTS: 'wait',
};

const KIND_OF_STATUS: Readonly<Record<number, ProblemKind>> = { 403: 'scope', 404: 'notFound', 429: 'wait' };

/** Returns true if the error only says that somebody has to sign in first. */
export function isSignInRequired(error: unknown): boolean {
  return error instanceof SignInRequired || isLinxoError(error, 'ERR_USER_REQUIRED');
}

const READING = ['GET', 'HEAD'];

/** Returns the problem of an error to a request of a method. Nothing of the error itself is shown. */
export function problemOf(error: unknown, method: string): Problem {
  const problem = withWait(problemOfAny(error));
  return problem.kind === 'scope' && !READING.includes(method) ? { ...problem, kind: 'scopeOfAction' } : problem;
}

const A_MINUTE = 60;

/** An outage is seldom over in a second, so people are asked to wait a little longer than programs. */
const LEAST_SECONDS: Readonly<Partial<Record<ProblemKind, number>>> = { outage: A_MINUTE, wait: 1 };

/** Adds the time to wait, which the headers say to programs. */
function withWait(problem: Problem): Problem {
  const least = LEAST_SECONDS[problem.kind];
  if (least === undefined) return problem;
  const said = Number(problem.headers['Retry-After'] ?? Number.NaN);
  return { ...problem, waitSeconds: said > 0 ? Math.max(least, said) : A_MINUTE };
}

function problemOfAny(error: unknown): Problem {
  if (error instanceof ForeignPage) return { kind: 'otherPage', status: error.status, headers: {} };
  if (error instanceof z.ZodError) return { kind: 'input', status: 400, headers: {} };
  if (error instanceof TooManyRequests) {
    return { kind: 'wait', status: error.status, headers: { 'Retry-After': String(error.waitSeconds) } };
  }
  if (error instanceof TryAgain) return { kind: 'outage', status: error.status, headers: {} };
  const status = statusOf(error);
  if (!isLinxoError(error)) {
    const kind = status === 500 ? 'fault' : (KIND_OF_STATUS[status] ?? 'input');
    return { kind, status, headers: {} };
  }
  const kind = KINDS[error.code] ?? (status < 500 ? (KIND_OF_STATUS[status] ?? 'input') : 'fault');
  return { kind, status: error.status, headers: error.headers };
}

/** Returns the status that a framework gave to an error of the caller's. Everything else is the application's fault. */
function statusOf(error: unknown): number {
  const status = Number((error as { status?: unknown } | null | undefined)?.status);
  return status >= 400 && status < 500 ? status : 500;
}
