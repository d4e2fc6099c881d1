import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createJwtIssuer } from '../src/jwt-issuer.ts';
import { GUARD_PEERS } from '../src/peers/guards/index.ts';
import { serveOnLoopback } from '../src/measure/loopback.ts';
import { SERVERS } from '../src/servers/index.ts';

/** What is measured must do what its name says: a peer that refuses everything, or caches nothing, would be compared unfairly. */

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
