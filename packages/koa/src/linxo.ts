/** Mounts a Linxo instance on a Koa application. */
import { createMount, leaveMount, type Linxo, type MountOptions, tagged } from '@linxo-guard/core';
import type { Context, Middleware } from 'koa';

/**
 * Middleware that makes a Linxo instance known to the guards behind it. It asks nobody for anything: a public route costs no
 * token.
 *
 * @param connect what `createLinxo()` gave
 * @param options `user`: finds the Linxo credentials of the user that a request is made for
 * @throws InvalidConfiguration when one of them makes no sense
 */
export function linxo(connect: Linxo, options?: MountOptions<Context>): Middleware {
  const mount = createMount(connect, options);
  const mountLinxo: Middleware = (ctx, next) => {
    leaveMount(ctx.state, mount);
    return next();
  };
  return tagged(mountLinxo, { mount });
}
