import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { READING, withApi } from './with-api.ts';

const world = withApi();

describe("a caller's AbortSignal", () => {
  it('that has aborted already prevents the request', async () => {
    const reason = new Error('gone');
    await expect(
      world
        .connect()
        .api(READING)
        .get('/accounts', { signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
    expect(world.sandbox.log.apiCalls).toHaveLength(0);
  });

  it('ends its own call and closes the connection', async () => {
    const api = world.connect().api(READING);
    using hold = world.sandbox.hold('GET /accounts');
    const reason = new Error('gone');
    const controller = new AbortController();
    const ended = api.get('/accounts', { signal: controller.signal });
    const other = api.get('/accounts');
    await hold.reached(2);
    controller.abort(reason);
    await expect(ended).rejects.toBe(reason);
    await world.sandbox.log.waitFor(({ apiCalls }) => apiCalls.some(({ abandoned }) => abandoned));
    hold.release();
    expect(await other).toHaveLength(7);
  });

  it('ends a call that waits for a token, too', async () => {
    using hold = world.sandbox.hold('token');
    const controller = new AbortController();
    const ended = world.connect().api(READING).get('/accounts', { signal: controller.signal });
    await hold.reached(1);
    controller.abort();
    await expect(ended).rejects.toThrow('aborted');
  });

  it('may end many calls, one after the other, without a listener left behind', async () => {
    const controller = new AbortController();
    setMaxListeners(1, controller.signal);
    const warnings: unknown[] = [];
    const listen = (warning: unknown) => void warnings.push(warning);
    process.on('warning', listen);
    const api = world.connect().api(READING);
    for (let count = 0; count < 30; count++) await api.get('/users/me', { signal: controller.signal });
    process.off('warning', listen);
    expect(warnings).toEqual([]);
  });
});
