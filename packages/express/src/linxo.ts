/** Mounts a Linxo instance on an Express application. */
import type { Linxo } from '@linxo-guard/core';
import { asError, createMount, leaveMount, type MountOptions, withRouteMetadata } from '@linxo-guard/core/adapter';
import type { Request, RequestHandler } from 'express';

/**
 * Makes middleware that mounts a Linxo instance for the guards behind it. It requests nothing: a public route costs no token.
 *
 * @param connect the result of `createLinxo()`
 * @param options `user` finds the Linxo credentials of the user that a request is made for
 * @throws InvalidConfiguration when one of them makes no sense
 * @example
 * ```ts
 * app.use(linxo(connect, { user: (req) => credentialsOf(req.session) }));
 * ```
 */
export function linxo(connect: Linxo, options?: MountOptions<Request>): RequestHandler {
  const mount = createMount(connect, options);
  const mountLinxo: RequestHandler = (_request, response, next) => {
    try {
      leaveMount(response.locals, mount);
    } catch (thrown) {
      return next(asError('Reading res.locals', thrown));
    }
    next();
  };
  return withRouteMetadata(mountLinxo, { mount });
}
