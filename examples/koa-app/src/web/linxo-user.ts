/** Finds the Linxo credentials of the caller, for the guards. */
import type { ResourceOwner } from '@linxo-guard/core';
import type { Context } from 'koa';
import { basicCredentials } from '../linxo/basic-credentials.ts';
import type { Services } from '../services.ts';

export function linxoUser({ config }: Services): (ctx: Context) => ResourceOwner | undefined {
  return (ctx) =>
    config.basicApi && ctx.path.startsWith('/api/') ? basicCredentials(ctx.get('authorization')) : undefined;
}
