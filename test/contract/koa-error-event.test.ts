/** The `error` event of Koa applications, as those have it who listen to it themselves. */
import { once } from 'node:events';
import { ClientRejected, createLinxo, isLinxoError, type LinxoOptions } from '@linxo-guard/core';
import { type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { linxo, problemDetails, requireScope } from '@linxo-guard/koa';
import Koa, { type Context } from 'koa';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listen } from './listen.ts';

describe("Koa's error event", () => {
  let sandbox: Sandbox;
  const printed: string[] = [];
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation((text: string) => void printed.push(text));
  });
  afterEach(async () => {
    await Promise.all(ends.splice(0).map((end) => end()));
    vi.restoreAllMocks();
    printed.length = 0;
    sandbox.faults.clear();
  });
  afterAll(() => sandbox.close());

  async function serve(options: Partial<LinxoOptions> = {}, before?: (ctx: Context) => void) {
    const connect = createLinxo({ ...sandbox.options, policy: { retries: 0 }, ...options });
    const app = new Koa();
    app.use(problemDetails());
    app.use(linxo(connect, { user: () => SANDBOX_USERS.camille }));
    app.use((ctx, next) => {
      before?.(ctx);
      return next();
    });
    app.use(requireScope('accounts_read'));
    return {
      app,
      start: async () => {
        const { url, close } = await listen(app.callback());
        ends.push(close, () => connect.close());
        return url;
      },
    };
  }

  it('has an error that is as good as the one that was thrown, with a readable stack, and the context', async () => {
    const { app, start } = await serve({ clientSecret: 'not-the-secret' });
    const heard: [Error, Context][] = [];
    app.on('error', (error: Error, ctx: Context) => heard.push([error, ctx]));
    const { status } = await fetch(await start());
    expect([status, heard.length, printed]).toEqual([500, 1, []]);
    const [error, ctx] = heard[0]!;
    expect(error).toBeInstanceOf(ClientRejected);
    expect(isLinxoError(error, 'ERR_CLIENT_REJECTED') && error.upstream?.error).toBe('invalid_client');
    expect(error.stack).toMatch(/^ClientRejected \[ERR_CLIENT_REJECTED\]: /);
    expect(ctx.path).toBe('/');
  });

  it('is printed where a listener of the application fails, and the caller has the answer', async () => {
    const { app, start } = await serve({ clientSecret: 'not-the-secret' });
    app.on('error', () => {
      throw new Error('no log');
    });
    const response = await fetch(await start());
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(printed).toEqual([expect.stringContaining('ERR_CLIENT_REJECTED')]);
  });

  it('is emitted, and printed, where the answer has begun already', async () => {
    const { app, start } = await serve({}, (ctx) => {
      ctx.status = 200;
      ctx.flushHeaders();
    });
    sandbox.faults.always('token', { kind: 'status', status: 503 });
    const url = await start();
    const emitted = once(app, 'error');
    const response = fetch(url);
    const [error] = await emitted;
    expect(error).toMatchObject({ code: 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE', expose: false });
    expect(printed).toEqual([expect.stringContaining('AuthorizationServerUnavailable')]);
    // The handler is gone, and nothing more comes: the caller leaves.
    await (await response).body?.cancel();
  });
});
