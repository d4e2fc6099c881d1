import type { RequestListener } from 'node:http';
import { startSandbox } from '@linxo-guard/core/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJwtIssuer } from '../src/jwt-issuer.ts';
import { GUARD_PEERS } from '../src/peers/guards/index.ts';
import { TOKEN_PEERS } from '../src/peers/tokens/index.ts';
import { serveOnLoopback } from '../src/measure/loopback.ts';
import { SERVERS } from '../src/servers/index.ts';
import { tokenServerOf } from '../src/token-server.ts';

/** What is measured must do what its name says: a peer that refuses everything, or caches nothing, would be compared unfairly. */

describe('a token peer', async () => {
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());

  it.each(TOKEN_PEERS)('$name asks the token endpoint once, and then has its token at hand', async ({ open }) => {
    const before = sandbox.log.tokenRequests.length;
    const client = await open(tokenServerOf(sandbox.options));
    const first = await client.getToken();
    expect(first).toBeTypeOf('string');
    expect(first).not.toBe('');
    expect(await client.getToken()).toBe(first);
    expect(sandbox.log.tokenRequests.length - before).toBe(1);
  });
});

describe('a guard peer', () => {
  it.each(GUARD_PEERS)('$name lets the scope pass and refuses another', async ({ open }) => {
    const { pass, refuse, passed, refused } = open(await createJwtIssuer());
    await pass();
    expect([passed(), refused()]).toEqual([1, 0]);
    await refuse();
    expect([passed(), refused()]).toEqual([1, 1]);
  });
});

describe('an application under load', () => {
  it.each(SERVERS)('$name answers its route with the same body', async ({ open }) => {
    const { listener, headers } = await open(await createJwtIssuer());
    const response = await answerOf(listener, headers);
    expect(response).toEqual({ status: 200, body: { accounts: [] } });
  });

  it.each(SERVERS.filter(({ kind }) => kind === 'peer'))(
    '$name does not answer who brings no token',
    async ({ open }) => {
      const { listener } = await open(await createJwtIssuer());
      expect((await answerOf(listener, {})).status).toBe(401);
    },
  );
});

async function answerOf(listener: RequestListener, headers: Readonly<Record<string, string>>) {
  const { url, server } = await serveOnLoopback(listener);
  try {
    const response = await fetch(`${url}/accounts`, { headers });
    const text = await response.text();
    return { status: response.status, body: response.ok ? JSON.parse(text) : text };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
