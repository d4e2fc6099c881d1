/** Tests starting, using and closing a sandbox. */

import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { SANDBOX_USERS, startSandbox } from '../../src/sandbox/index.ts';
import { get, sandboxForTest, userToken } from './helpers.ts';

interface Listed {
  readonly id: string;
}

describe('a sandbox', () => {
  it('has options that name three origins on loopback and one client', async () => {
    const sandbox = await sandboxForTest();
    const { environment, ...client } = sandbox.options;
    expect(client).toEqual({ clientId: 'linxo-sandbox-client', clientSecret: 'linxo-sandbox-secret' });
    expect(environment.authorizationServer).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(environment.api).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v2\.1$/);
    expect(new Set(Object.values(environment).map((url) => new URL(url).origin)).size).toBe(3);
  });

  it('lends a user believable data: several banks, accounts, and hundreds of transactions', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'transactions_read');
    expect((await get<Listed[]>(sandbox, token, '/connections')).length).toBeGreaterThanOrEqual(2);
    expect((await get<Listed[]>(sandbox, token, '/accounts')).length).toBeGreaterThanOrEqual(5);
    expect(await get<Listed[]>(sandbox, token, '/transactions?limit=500')).toHaveLength(500);
  });

  it('holds the same data for the same seed, and other amounts for another', async () => {
    const balances = async (seed: string): Promise<unknown> => {
      const sandbox = await sandboxForTest({ seed });
      return get(sandbox, await userToken(sandbox, 'accounts_read'), '/accounts');
    };
    const [one, again, other] = await Promise.all([balances('one'), balances('one'), balances('two')]);
    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
  });

  it('can be closed twice, and ends what hangs', async () => {
    const sandbox = await startSandbox();
    sandbox.faults.always('token', { kind: 'hang' });
    const asked = userToken(sandbox, 'profile').catch((error: unknown) => error);
    await sandbox.log.waitFor({ tokenRequests: 1 });
    await Promise.all([sandbox.close(), sandbox.close()]);
    expect(await asked).toBeInstanceOf(TypeError);
    await sandbox.close();
  });

  it('can be closed while answers are late or held back', async () => {
    const sandbox = await startSandbox();
    sandbox.faults.always('token', { kind: 'slow', delayMs: 60_000 });
    const hold = sandbox.hold('api');
    const asked = [userToken(sandbox, 'profile'), get(sandbox, 'x', '/accounts')].map((answer) => answer.catch(String));
    await sandbox.log.waitFor({ tokenRequests: 1 });
    await hold.reached(1);
    await sandbox.close();
    expect(await Promise.all(asked)).toEqual(['TypeError: fetch failed', 'TypeError: fetch failed']);
  });

  it('leaves nothing listening when one of its ports is taken', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port));
    });
    await expect(startSandbox({ ports: { api: port } })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    taken.close();
  });

  it('takes users of its own in place of the seeded ones', async () => {
    const sandbox = await sandboxForTest({ users: [{ username: 'léa', password: 'é' }] });
    expect(sandbox.users.map(({ username }) => username)).toEqual(['léa']);
    const token = await userToken(sandbox, 'accounts_read', { username: 'léa', password: 'é' });
    expect(await get<Listed[]>(sandbox, token, '/accounts')).toHaveLength(2);
    expect(() => sandbox.user(SANDBOX_USERS.camille.username)).toThrow('no user');
  });
});
