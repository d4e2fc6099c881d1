/** Runs the curl commands of Linxo's documentation as they are written, with URLs and credentials filled in. */

import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { SANDBOX_USERS, type Sandbox } from '../../src/sandbox/index.ts';
import { sandboxForTest, type TokenBody } from './helpers.ts';

const CLIENT_CREDENTIALS =
  'curl -u "$client_id:$client_secret" -X POST "$auth/token" -d grant_type=client_credentials -d scope=users_create';
const PASSWORD = `curl -X POST "$auth/token" -d username="$username" -d password="$password" -d grant_type=password \\
     -d client_id="$client_id" -d client_secret="$client_secret" -d scope=openid%20profile%20accounts_read -d provider=connect`;
const ACCOUNTS = 'curl "$api/accounts" -H "authorization: Bearer $token"';

const missing = spawnSync('curl', ['--version']).error !== undefined;
if (missing)
  console.warn('SKIPPED: curl is not installed (apt-get install curl, brew install curl, winget install curl)');

it.skipIf(missing)('The documented client credentials command gives a token for users_create', async () => {
  const sandbox = await sandboxForTest();
  const body = await shell<TokenBody>(CLIENT_CREDENTIALS, sandbox);
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'users_create' });
  expect(sandbox.log.tokenRequests[0]).toMatchObject({
    clientAuthentication: 'client_secret_basic',
    grantType: 'client_credentials',
    scopeAsked: 'users_create',
    status: 200,
  });
});

it.skipIf(missing)('The documented password command gives a token that reads the accounts', async () => {
  const sandbox = await sandboxForTest();
  const body = await shell<TokenBody>(PASSWORD, sandbox);
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid profile accounts_read' });
  const accounts = await shell<readonly unknown[]>(ACCOUNTS, sandbox, body.access_token);
  expect(accounts.length).toBeGreaterThanOrEqual(5);
  expect(sandbox.log.apiCalls).toMatchObject([{ endpoint: 'GET /accounts', accessToken: body.access_token }]);
});

async function shell<T>(command: string, { options }: Sandbox, token = ''): Promise<T> {
  const { environment, clientId, clientSecret } = options;
  const variables = {
    auth: environment.authorizationServer,
    api: environment.api,
    client_id: clientId,
    client_secret: clientSecret,
    username: SANDBOX_USERS.camille.username,
    password: SANDBOX_USERS.camille.password,
    token,
  };
  const { stdout } = await promisify(execFile)('sh', ['-c', command], { env: { ...process.env, ...variables } });
  return JSON.parse(stdout) as T;
}
