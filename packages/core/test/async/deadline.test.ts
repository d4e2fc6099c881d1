import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { Deadline } from '../../src/async/deadline.ts';
import { send } from '../../src/http/fetch.ts';
import { fakeClock } from '../token/fake-clock.ts';

const never = new Promise<never>(() => {});

it.each<[string, (deadline: Deadline) => Promise<unknown>]>([
  ['work that never settles', (deadline) => deadline.wait<unknown>(never, () => 'late')],
  ['a pause', (deadline) => deadline.pause(1)],
  [
    'a fetch that ignores its signal',
    ({ closing }) => {
      const request = { method: 'GET', url: '', headers: {}, timeoutMs: 1, maxBytes: 1, signal: closing };
      return send(() => never, request);
    },
  ],
])('%s leaves no listener behind when its time is over', async (_, wait) => {
  const closing = new AbortController();
  await wait(new Deadline({ clock: fakeClock(), timeoutMs: 1, closing: closing.signal }));
  expect(getEventListeners(closing.signal, 'abort')).toEqual([]);
});

it('a wait ends at once when the instance is closed, before or meanwhile', async () => {
  const closing = new AbortController();
  const deadline = new Deadline({ clock: fakeClock(), timeoutMs: 60_000, closing: closing.signal });
  const waiting = [deadline.pause(60_000), deadline.wait(never, () => {})];
  closing.abort(new Error('closed'));
  for (const wait of [...waiting, deadline.pause(60_000)]) await expect(wait).rejects.toThrow('closed');
});
