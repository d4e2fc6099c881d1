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
    expect(subjects).toBe(101_000);
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
