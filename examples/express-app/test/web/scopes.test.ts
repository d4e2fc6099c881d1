// linxo-scopes.json says which scopes the routes need: a new one shows in reviews.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkScopesManifest } from '@linxo-guard/core/routes';
import { SANDBOX_USERS } from '@linxo-guard/core/sandbox';
import { describeRoutes, observeRoutes } from '@linxo-guard/express';
import { expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { startApp } from '../support/running-app.ts';

it('the routes require the scopes of linxo-scopes.json, which `npm run scopes` writes', async () => {
  await using app = await startApp();
  const manifest = new URL('../../linxo-scopes.json', import.meta.url);
  await expect(checkScopesManifest(describeRoutes(createApp(app.services)), manifest)).resolves.toBeUndefined();
});

it('no request reaches a route around a guard that is described', async () => {
  await using running = await startApp({ API_BASIC: 'true' });
  const app = createApp(running.services);
  const observed = observeRoutes(app);
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { username, password } = SANDBOX_USERS.camille;
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  for (const { method, path } of describeRoutes(app).filter((route) => route.method !== 'USE')) {
    const url = `http://127.0.0.1:${port}${path.replaceAll(/:\w+/g, '1')}`;
    await fetch(url, { method, headers: { authorization }, redirect: 'manual' });
    await fetch(url.toUpperCase().replace('HTTP', 'http'), { method, redirect: 'manual' });
  }
  server.close();
  expect(() => observed.check()).not.toThrow();
  observed.stop();
});
