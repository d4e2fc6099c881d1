/** Answers the errors of linxo-guard as problem details (RFC 9457). */
import { isLinxoError } from '@linxo-guard/core';
import {
  asError,
  createReporter,
  problemAnswer,
  type ProblemOptions,
  withRouteMetadata,
} from '@linxo-guard/core/adapter';
import type { ErrorRequestHandler, Request } from 'express';

/**
 * Makes error-handling middleware, to be mounted last, that answers errors of linxo-guard as `application/problem+json`. Other
 * errors pass. An error that is answered with 500 and above is printed with `console.error`, unless the setting `env` is `test`.
 *
 * @param options `onError` is called with such an error instead
 * @throws InvalidConfiguration when the options make no sense
 * @example
 * ```ts
 * app.use(problemDetails());
 * app.use(problemDetails({ onError: (error, req) => req.log.error(error) })); // with a log of the application's
 * ```
 */
export function problemDetails(options?: ProblemOptions<Request>): ErrorRequestHandler {
  const report = createReporter(options, (printable, { app }) => {
    // Express prints the errors that reach it in this way, and on this condition. It has no event for them.
    // oxlint-disable-next-line no-console
    if (app.get('env') !== 'test') console.error(printable.stack);
  });
  const answerProblem: ErrorRequestHandler = (error: unknown, request, response, next) => {
    let failure = error;
    try {
      if (isLinxoError(error) && !response.headersSent) {
        const { status, headers, body, staleHeaders } = problemAnswer(error);
        const text = JSON.stringify(body);
        for (const name of staleHeaders) response.removeHeader(name);
        // The empty one stands for the usual one.
        response.statusMessage = '';
        response.status(status).set({ ...headers, 'Content-Length': String(Buffer.byteLength(text)) });
        response.end(text);
        return report(error, request);
      }
    } catch (thrown) {
      // Some values cannot be read, and some headers cannot be sent. Express then answers in its own way.
      failure = asError('Reading an error', thrown);
    }
    next(failure);
  };
  return withRouteMetadata(answerProblem, {});
}
