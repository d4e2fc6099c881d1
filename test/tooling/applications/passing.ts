// passing.ts
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** Passes on what an async handler rejects with, as Express 5 does by itself. */
export function passing<Locals extends Response['locals']>(
  handler: (req: Request, res: Response<unknown, Locals>, next: NextFunction) => Promise<unknown>,
): RequestHandler<Request['params'], unknown, unknown, Request['query'], Locals> {
  return async (req, res, next) => {
    try {
      await handler(req, res, next);
    } catch (error) {
      // Express takes null for "no error".
      next(error || new Error('A handler rejected with no error.'));
    }
  };
}
