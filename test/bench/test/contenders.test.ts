import { describe, expect, it, vi } from 'vitest';
import { type Framework, guardedApplication } from '../src/contenders/applications.ts';
import {
  CLIENT_TOKEN_IN_CACHE,
  passingGuards,
  refusingGuards,
  USER,
  USER_TOKEN_IN_CACHE,
} from '../src/contenders/guards.ts';
import { instantLinxo, userNumber } from '../src/contenders/linxo.ts';
import { clientTokens, userTokens } from '../src/contenders/tokens.ts';
import { serveOnLoopback } from '../src/measure/loopback.ts';

const FRAMEWORKS: readonly Framework[] = ['Express', 'Koa'];

/** Each contender must do what its name says: one that refuses everything, or keeps nothing, would be compared unfairly. */
describe('a contender', () => {
  it.each(FRAMEWORKS)(
    'of %s that passes calls the next handler once a call, and lets nobody wait',
    async (framework) => {
      const next = vi.fn<(error?: unknown) => void>();
      for (const { name, call } of await passingGuards(framework, instantLinxo(), next)) {
        for (let time = 0; time < 3; time++) {
          next.mockClear();
          const answer = call();
          expect({ name, answer, calls: next.mock.calls.map(([error]) => error) }).toEqual({
            name,
            calls: [undefined],
          });
        }
      }
    },
  );

  it.each(FRAMEWORKS)('of %s that finds its token in the cache has to wait where there is none', async (framework) => {
    const connect = instantLinxo();
    const guards = await passingGuards(framework, connect);
    for (const { call } of guards) call();
    await connect.tokens.forget(USER);
    await connect.tokens.forget('client');
    const waiting = guards.filter(({ call }) => call() instanceof Promise);
    expect(waiting.map(({ name }) => name)).toEqual([CLIENT_TOKEN_IN_CACHE, USER_TOKEN_IN_CACHE]);
  });

  it('that refuses hands on a reason', async () => {
    const next = vi.fn<(error?: unknown) => void>();
    for (const { name, call } of await refusingGuards(next)) {
      next.mockClear();
      call();
      await vi.waitFor(() => expect(next).toHaveBeenCalledOnce());
      expect({ name, reason: next.mock.calls[0]?.[0] }).toEqual({ name, reason: expect.anything() });
    }
  });

  it.each([['the application', clientTokens] as const, ['a user', userTokens] as const])(
    'that keeps the token of %s gives the same one again',
    async (_owner, open) => {
      for (const { name, call, isAwaited = false } of await open()) {
        const token: unknown = await call();
        expect({ name, token }).toEqual({ name, token: expect.anything() });
        expect({ name, isSame: (await call()) === token }).toEqual({ name, isSame: true });
        expect({ name, isAwaited: call() instanceof Promise }).toEqual({ name, isAwaited });
      }
    },
  );

  it.each(FRAMEWORKS)('that is an application of %s answers a user, and nobody else', async (framework) => {
    const answerTo = async (user: ReturnType<typeof userNumber> | undefined) =>
      fetch(await serveOnLoopback(guardedApplication(framework, instantLinxo(), () => user)));
    const answer = await answerTo(userNumber(1, 'function'));
    expect([answer.status, await answer.json()]).toEqual([200, { accounts: [] }]);
    expect((await answerTo(undefined)).status).toBe(401);
  });
});
