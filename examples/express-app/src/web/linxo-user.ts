/** Finds the Linxo credentials of the caller, for the guards. */
import type { ResourceOwner } from '@linxo-guard/core';
import type { Request } from 'express';
import { basicCredentials } from '../linxo/basic-credentials.ts';
import type { Services } from '../services.ts';

export function linxoUser({ config }: Services): (request: Request) => ResourceOwner | undefined {
  return (request) =>
    config.basicApi && request.path.startsWith('/api/') ? basicCredentials(request.get('authorization')) : undefined;
}
