/** The part of the contract that is about messages. A store without them passes it by having none. */
import { deepEqual, ok } from 'node:assert/strict';
import type { Awaitable, SharedTokenStore } from '../store/shared-token-store.ts';
import { entry, lockOf, look, put, type TestRunner, until } from './contract-helpers.ts';

/** Defines the tests of a store's messages. */
export function subscriptionContract({ it }: Pick<TestRunner, 'it'>, create: () => Awaitable<SharedTokenStore>): void {
  /** Runs a test with two subscribers, and ends their subscriptions. */
  const withInboxes = async (
    body: (store: SharedTokenStore, heard: { readonly one: string[]; readonly two: string[] }) => Promise<void>,
  ): Promise<void> => {
    const store = await create();
    if (!store.subscribe) return;
    const heard = { one: [] as string[], two: [] as string[] };
    const ends: (() => void)[] = [];
    for (const name of ['one', 'two'] as const) {
      let isReady = false;
      const options = {
        inbox: `inbox-${name}`,
        onMessage: (message: string) => void heard[name].push(message),
        onInterrupted: () => {},
        onReady: () => {
          isReady = true;
        },
      };
      ends.push(await store.subscribe(options));
      await until(() => isReady);
    }
    try {
      await body(store, heard);
    } finally {
      for (const end of ends) end();
    }
  };

  it('tells all who wait for a lock what was put', () =>
    withInboxes(async (store, heard) => {
      const { nowMs } = await look(store, 'camille', 'owner');
      await look(store, 'camille', 'one');
      await look(store, 'camille', 'two');
      await put(store, 'camille', 'owner', entry('token'), nowMs, { message: 'here it is' });
      await until(() => heard.one.length + heard.two.length === 2);
      deepEqual(heard, { one: ['here it is'], two: ['here it is'] });
    }));

  it('tells one of those who wait that it may go on, and the next one the next time', () =>
    withInboxes(async (store, heard) => {
      await look(store, 'camille', 'owner');
      await look(store, 'camille', 'one');
      await look(store, 'camille', 'two');
      await store.release(lockOf('camille', 'owner'), 'go on');
      await until(() => heard.one.length + heard.two.length === 1);
      await look(store, 'camille', 'owner');
      await store.release(lockOf('camille', 'owner'), 'go on');
      await until(() => heard.one.length + heard.two.length === 2);
      deepEqual(heard, { one: ['go on'], two: ['go on'] });
    }));

  it('lets one of those who wait go on if what was put is not kept', () =>
    withInboxes(async (store, heard) => {
      const { nowMs } = await look(store, 'camille', 'owner');
      await look(store, 'camille', 'one');
      await store.forget({ key: 'camille', rememberMs: 60_000, message: 'forgotten' });
      await put(store, 'camille', 'owner', entry('token'), nowMs, { otherwise: 'go on' });
      await until(() => heard.one.includes('go on'));
    }));

  it('tells everybody which key was forgotten, and nobody what waits for others', () =>
    withInboxes(async (store, heard) => {
      const { nowMs } = await look(store, 'odette', 'owner');
      await put(store, 'odette', 'owner', entry('hers'), nowMs);
      await store.forget({ key: 'camille', rememberMs: 60_000, message: 'camille is forgotten' });
      await until(() => heard.one.length + heard.two.length === 2);
      for (const [message = ''] of [heard.one, heard.two]) {
        deepEqual(message.replace(/ \d+$/, ''), 'camille is forgotten');
        ok(Math.abs(Number(message.split(' ').at(-1)) - nowMs) < 60_000);
      }
    }));
}
