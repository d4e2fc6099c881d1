import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
async function outputOf<T>(...args: string[]): Promise<T> {
  const { stdout } = await run(process.execPath, args, { timeout: 240_000 });
  return JSON.parse(stdout) as T;
}

describe('a process with linxo-guard in it', () => {
  it('spends at most 600 bytes of heap on a cached user, its token included, and at most a quarter more than a bare Map', async () => {
    const { bytesPerUser, floorBytesPerUser, subjects } = await outputOf<Record<string, number>>(
      '--expose-gc',
      script('heap.mjs'),
    );
    expect(subjects).toBe(100_000);
    expect(bytesPerUser).toBeLessThanOrEqual(600);
    expect(Number(bytesPerUser) / Number(floorBytesPerUser)).toBeLessThanOrEqual(1.25);
  }, 250_000);

  it('keeps no password in its heap once the calls with it are over', async () => {
    const told = await outputOf<object>('--expose-gc', script('passwords.mjs'));
    expect(told).toEqual({ subjects: 50, keptReversed: 50, found: 0 });
  }, 250_000);

  it('lives through an outage while nobody calls, and exits by itself when its work is done, without close()', async () => {
    const told = await outputOf<object>(script('outage.mjs'));
    expect(told).toEqual({ isSame: true, status: { state: 'ready' } });
  }, 250_000);
});

describe('a warm path, counted in a process of its own', async () => {
  const NEW_SPACE = ['--expose-gc', '--min-semi-space-size=64', '--max-semi-space-size=64'];
  // An owner has five fields. An access has six: one is the request that it was granted for, because two requests may share one state by
  // mistake. The access of the application itself is made once.
  const OWNER_BYTES = 64;
  const ACCESS_BYTES = 72;
  const { costs, requests } = await outputOf<{
    costs: Record<string, { bytes: number; promises: number }>;
    requests: number;
  }>(...NEW_SPACE, script('warm-path.mjs'));
  const clock = Number(costs['the clock']?.bytes);

  it('sends nothing', () => {
    expect(requests).toBe(0);
  });

  it.each(['a client token, peeked', 'a client token, awaited'])(
    'takes no promise and no memory but the clock reading for %s',
    (name) => {
      expect(costs[name]).toEqual({ bytes: clock, promises: 0 });
    },
  );

  it.each([
    'a user token, peeked, password as a function',
    'the tokens of two users in turn, awaited, passwords as functions',
  ])(
    'takes no promise and no memory but the clock reading and the credentials, which are read once, for %s',
    (name) => {
      expect(costs[name]).toEqual({ bytes: clock + OWNER_BYTES, promises: 0 });
    },
  );

  it('takes no promise for a token whose password is text, only its fingerprint', () => {
    expect(costs['a user token, peeked, password as text']?.promises).toBe(0);
  });

  describe.each(['a Koa guard', 'an Express guard'])('in %s', (guard) => {
    it("takes nothing but the clock reading for the application's own token", () => {
      expect(costs[`${guard}, client`]).toEqual({ bytes: clock, promises: 0 });
    });

    it("takes nothing but the clock reading, the credentials and the handler's access for a user's token", () => {
      expect(costs[`${guard}, user`]).toEqual({ bytes: clock + OWNER_BYTES + ACCESS_BYTES, promises: 0 });
    });

    it('takes nothing at all behind a guard that passed', () => {
      expect(costs[`${guard} behind another`]).toEqual({ bytes: 0, promises: 0 });
    });
  });
});
