/** Mounts a Linxo instance on a Koa application. */
import type { Linxo } from '@linxo-guard/core';
import { asError, createMount, leaveMount, type MountOptions, withRouteMetadata } from '@linxo-guard/core/adapter';
import type { Context, Middleware } from 'koa';

/**
 * Makes middleware that mounts a Linxo instance for the guards behind it. It requests nothing: a public route costs no token.
 *
 * @param connect the result of `createLinxo()`
 * @param options `user` finds the Linxo credentials of the user that a request is made for
 * @throws InvalidConfiguration when one of them makes no sense
 * @example
 * ```ts
 * app.use(linxo(connect, { user: (ctx) => credentialsOf(ctx.state.session) }));
 * ```
 */
export function linxo(connect: Linxo, options?: MountOptions<Context>): Middleware {
  const mount = createMount(connect, options);
  const mountLinxo: Middleware = (ctx, next) => {
    try {
      leaveMount(ctx.state, mount);
    } catch (thrown) {
      throw asError('Reading ctx.state', thrown);
    }
    return next();
  };
  return withRouteMetadata(mountLinxo, { mount });
}
