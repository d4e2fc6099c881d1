import { afterEach, describe, expect, it } from 'vitest';
import { createWorld, type World } from './world.ts';
import { TOKEN_FAULTS } from './token-faults.ts';

describe('the token endpoint breaks, and no token is cached', () => {
  let world: World;
  afterEach(() => world.close());

  it.each(TOKEN_FAULTS)('$breaks: callers see $callersSee, for $tokenRequests token request(s)', async (row) => {
    world = await createWorld(row.isTimed ? { timeoutMs: 1_000, policy: { attemptTimeoutMs: 250 } } : {});
    const { sandbox, callAtOnce } = world;
    sandbox.faults.always('token', row.fault);
    expect(await callAtOnce(50)).toEqual([row.callersSee]);
    expect(await callAtOnce(50)).toEqual([row.callersSee]);
    const sent = sandbox.log.tokenRequests.length;
    expect(row.isTimed ? Math.max(sent, row.tokenRequests) : sent).toBe(row.tokenRequests);

    sandbox.faults.clear();
    sandbox.log.clear();
    // This is longer than every cool-down of these rows and than the lifetime of the tokens.
    world.pass(2 * 3_600_000);
    expect(await callAtOnce(50)).toEqual(['token']);
    expect(sandbox.log.tokenRequests).toHaveLength(1);
  });

  it('the server cannot be reached: callers get the error at once, and are served when it is back', async () => {
    world = await createWorld({
      environment: { authorizationServer: 'http://127.0.0.1:1', api: 'http://127.0.0.1:1' },
    });
    expect(await world.callAtOnce(50)).toEqual(['ERR_AUTHORIZATION_SERVER_UNAVAILABLE']);
    expect(world.connect.stats()).toMatchObject({ fetched: 0, failed: 1 });
  });
});

describe('the token endpoint breaks while a token is cached: every call is served', () => {
  let world: World;
  afterEach(() => world.close());

  it.each(TOKEN_FAULTS.filter(({ callersSee }) => callersSee !== 'token' && callersSee !== 'ERR_INSUFFICIENT_SCOPE'))(
    '$breaks',
    async ({ fault }) => {
      world = await createWorld();
      const { sandbox, call, callAtOnce } = world;
      await call();
      sandbox.faults.always('token', fault);
      world.pass(3_400_000);
      expect(await callAtOnce(50)).toEqual(['token']);
      await sandbox.log.waitFor({ tokenRequests: 2 });
      expect(await callAtOnce(50)).toEqual(['token']);
      expect(sandbox.log.tokenRequests).toHaveLength(2);
    },
  );
});
