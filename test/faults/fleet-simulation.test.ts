/**
 * A fleet on one shared store, simulated in one process. `FLEET=200x1000 npx vitest run test/faults/fleet-simulation.test.ts` prints the
 * curve of docs/redis.md: so many managers, so many users.
 */
import { createLinxo, type Fetch, sealedStore } from '@linxo-guard/core';
import type { Awaitable, SharedTokenStore } from '@linxo-guard/core/testing';
import { expect, it } from 'vitest';
import { MemoryStore } from '../../packages/core/test/store/memory-store.ts';

const SECRET = 'a secret of more than thirty-two characters';
const LATENCY_MS = 1;
/** One Redis answers so many operations a second. */
const OPERATIONS_A_SECOND = 20_000;
const TOKEN_REQUEST_MS = 300;
/** The length of Linxo's tokens, in characters. */
const TOKEN_LENGTH = 1_030;

const [largest = 20, users = 20] = (process.env['FLEET'] ?? '').split('x').flatMap((text) => Number(text) || []);
const sizes = [1, 8, 50, 200].filter((size) => size < largest).concat(largest);

/** Delays each operation by the latency of a network, and lets it wait for its turn. */
function slowed(memory: MemoryStore): SharedTokenStore {
  let freeAtMs = 0;
  async function turn(): Promise<void> {
    freeAtMs = Math.max(performance.now(), freeAtMs) + 1_000 / OPERATIONS_A_SECOND;
    const waitMs = freeAtMs - performance.now() + LATENCY_MS;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  const slow =
    <A extends unknown[], R>(operation: (...args: A) => Awaitable<R>) =>
    async (...args: A) => {
      await turn();
      return operation.apply(memory, args);
    };
  return {
    look: slow(memory.look),
    put: slow(memory.put),
    release: slow(memory.release),
    renew: slow(memory.renew),
    delete: slow(memory.delete),
    forget: slow(memory.forget),
    forgottenSince: slow(memory.forgottenSince),
    subscribe: (options) => memory.subscribe(options),
  };
}

it.each(sizes)(
  '%i processes want the tokens of the same users: one token request a user',
  async (size) => {
    let tokenRequests = 0;
    const fetch: Fetch = async () => {
      tokenRequests++;
      await new Promise((resolve) => setTimeout(resolve, TOKEN_REQUEST_MS));
      const access_token = `${tokenRequests} `.padEnd(TOKEN_LENGTH, 'x').replace(' ', '-');
      return Response.json({ access_token, token_type: 'Bearer', expires_in: 3_600 });
    };
    const memory = new MemoryStore();
    const store = sealedStore(slowed(memory), { secrets: [SECRET] });
    // One processor does the work of the whole fleet here, so that only the counts say something.
    const policy = { storeTimeoutMs: 600_000, lockMs: 600_000, attemptTimeoutMs: 600_000 };
    const environment = { authorizationServer: 'https://auth.example', api: 'https://api.example/v2.1' };
    const linxo = { environment, clientId: 'app', clientSecret: 'secret', fetch, store, policy, timeoutMs: 600_000 };
    const fleet = Array.from({ length: size }, () => createLinxo(linxo));
    const startedAt = performance.now();
    await Promise.all(
      fleet.flatMap((process) =>
        Array.from({ length: users }, (_, index) => {
          const subject = { username: `user-${index}@example.org`, password: () => 'password' };
          return process.tokens.getAccessToken({ subject, scopes: ['accounts_read'] });
        }),
      ),
    );
    const seconds = (performance.now() - startedAt) / 1_000;
    await Promise.all(fleet.map((process) => process.close()));

    const operations = Object.values(memory.operations).reduce((sum, count) => sum + count, 0);
    const perUser = operations / size / users;
    if (process.env['FLEET'])
      console.log({ processes: size, users, tokenRequests, operations, perUser, seconds, ...memory.operations });
    expect(tokenRequests).toBe(users);
    expect(perUser).toBeLessThanOrEqual(4);
  },
  590_000,
);
