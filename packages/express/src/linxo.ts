/** Mounts a Linxo instance on an Express application. */
import { createMount, leaveMount, type Linxo, type MountOptions, tagged } from '@linxo-guard/core';
import type { Request, RequestHandler } from 'express';

/**
 * Middleware that makes a Linxo instance known to the guards behind it. It asks nobody for anything: a public route costs no
 * token.
 *
 * @param connect what `createLinxo()` gave
 * @param options `user`: finds the Linxo credentials of the user that a request is made for
 * @throws InvalidConfiguration when one of them makes no sense
 */
export function linxo(connect: Linxo, options?: MountOptions<Request>): RequestHandler {
  const mount = createMount(connect, options);
  const mountLinxo: RequestHandler = (_request, response, next) => {
    leaveMount(response.locals, mount);
    next();
  };
  return tagged(mountLinxo, { mount });
}
