/** Calls an Express middleware as its router would, and counts how often it let a request through or refused it. */
import type { RequestHandler } from 'express';
import type { GuardContender } from '../../contender.ts';
import { dispatching } from '../../measure/dispatch.ts';

/** The requests that pass and that are refused hold what the middleware before would have left on them. */
export function countedCalls(
  middleware: RequestHandler,
  passing: Readonly<Record<string, unknown>>,
  refused: Readonly<Record<string, unknown>>,
): ReturnType<GuardContender['open']> {
  let passedCount = 0;
  let refusedCount = 0;
  const next = (error?: unknown): void => {
    if (error === undefined) passedCount += 1;
    else refusedCount += 1;
  };
  const stub = {
    append: () => stub,
    status: () => stub,
    send: () => {
      refusedCount += 1;
      return stub;
    },
  };
  // Scope checks read one property of the request, and write a refusal by the three methods of the stub.
  const [passingRequest, refusedRequest, response] = [passing, refused, stub];
  return {
    pass: dispatching(middleware, passingRequest, response, next),
    refuse: dispatching(middleware, refusedRequest, response, next),
    passed: () => passedCount,
    refused: () => refusedCount,
  };
}
