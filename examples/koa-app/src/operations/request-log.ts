/** Logs one line for each request: its id, method, path, status and time. Queries, bodies and headers may hold secrets and are left out. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { type HttpLogger, pinoHttp } from 'pino-http';
import { loggedPath } from './logged-path.ts';
import { shownError } from './log.ts';

/** Returns a function that is called with each request, before anything else. It names the request in `X-Request-Id`, too. */
export function createRequestLog(log: Logger): HttpLogger {
  return pinoHttp({
    logger: log,
    genReqId(_request, response) {
      const id = randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    wrapSerializers: false,
    serializers: {
      req: ({ id, method, url = '' }: IncomingMessage) => ({ id, method, path: loggedPath(url) }),
      err: (error: unknown) => shownError(error),
      res: ({ statusCode }: ServerResponse) => ({ status: statusCode }),
    },
    customLogLevel: (_request, { statusCode }, error) => (error || statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
  });
}
