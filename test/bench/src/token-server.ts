/** The sandbox, as the token contenders see it. */
import type { SandboxConnectOptions } from '@linxo-guard/core/sandbox';
import type { TokenServer } from './contender.ts';

export function tokenServerOf({ environment, clientId, clientSecret }: SandboxConnectOptions): TokenServer {
  const issuer = environment.authorizationServer;
  return { issuer, tokenEndpoint: `${issuer}/token`, clientId, clientSecret, scope: 'users_create' };
}
