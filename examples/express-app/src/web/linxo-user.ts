/** Finds the Linxo credentials of the caller, for the guards. */
import type { ResourceOwner } from '@linxo-guard/core';
import type { Request, Response } from 'express';
import { basicCredentials } from '../linxo/basic-credentials.ts';
import { linxoUserOf } from '../linxo/linxo-users.ts';
import type { Services } from '../services.ts';
import { visitOf } from './visit.ts';

/** Returns the credentials of who is signed in, and makes the Linxo user on first use. Under /api, Basic may stand in for the cookie. */
export function linxoUser(services: Services): (request: Request) => Promise<ResourceOwner | undefined> {
  return async function findLinxoUser(request) {
    const authorization = request.get('authorization');
    const isBasic = services.config.basicApi && request.path.startsWith('/api/') && authorization !== undefined;
    if (isBasic) return basicCredentials(authorization);
    const { person } = visitOf(request.res as Response);
    return person && linxoUserOf(services, person);
  };
}
