/** The limits of one caller's wait for a token. */
import type { Deadline } from '../async/deadline.ts';
import type { Flight } from '../async/single-flight.ts';
import { AuthorizationServerUnavailable } from '../errors/errors.ts';
import { DEFAULT_RETRY_AFTER_MS } from '../errors/outage.ts';
import { ownCopyOf } from '../errors/own-copy.ts';
import type { ManagedToken } from './access-token.ts';

/** Limits of one caller's wait. */
export interface WaitOptions {
  /** Ends this caller's wait, and nobody else's. */
  readonly signal?: AbortSignal | undefined;
  /** The deadline of the call that the token is for. Default: a deadline that starts now. */
  readonly deadline?: Deadline | undefined;
  /** True if the token has to come from the server, by a request that nobody shares. Default: false. */
  readonly isFresh?: boolean;
  /** The token has to have been requested later than this one, which the API refused. */
  readonly laterThan?: ManagedToken;
}

/** Returns true if a token that another process has fetched is good enough for a flight. */
export function suits(found: ManagedToken, { isAwaited }: Flight, { laterThan }: WaitOptions): boolean {
  return (isAwaited ? found.isServable : found.isFresh) && (!laterThan || found.isLaterThan(laterThan));
}

/** @throws AuthorizationServerUnavailable, because there was no token before the deadline */
export function throwLate({ timeoutMs }: Deadline): never {
  throw new AuthorizationServerUnavailable(`There was no access token within ${timeoutMs} ms.`, {
    retryAfterMs: DEFAULT_RETRY_AFTER_MS,
  });
}

/** Returns the error for a token request that found no place in line before its deadline. */
export function stuckInLine({ timeoutMs }: Deadline, active: number): AuthorizationServerUnavailable {
  return new AuthorizationServerUnavailable(
    `The token request waited ${timeoutMs} ms in line, because ${active} others were under way.`,
    { retryAfterMs: DEFAULT_RETRY_AFTER_MS },
  );
}

/** @throws a copy of the error that all who wait for the same token get, or that was remembered */
export function throwOwnCopy(error: unknown): never {
  throw ownCopyOf(error);
}
