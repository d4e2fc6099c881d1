/** Finds the Linxo credentials of the caller, for the guards. */
import type { ResourceOwner } from '@linxo-guard/core';
import type { Context } from 'koa';
import { basicCredentials } from '../linxo/basic-credentials.ts';
import { linxoUserOf } from '../linxo/linxo-users.ts';
import type { Services } from '../services.ts';
import { visitOf } from './visit.ts';

/** Returns the credentials of who is signed in, and makes the Linxo user on first use. Under /api, Basic may stand in for the cookie. */
export function linxoUser(services: Services): (ctx: Context) => Promise<ResourceOwner | undefined> {
  return async function findLinxoUser(ctx) {
    const isBasic = services.config.basicApi && ctx.path.startsWith('/api/') && ctx.get('authorization') !== '';
    if (isBasic) return basicCredentials(ctx.get('authorization'));
    const { person } = visitOf(ctx);
    return person && linxoUserOf(services, person);
  };
}
