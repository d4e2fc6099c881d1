// The JSON routes of the templates, as they stand, on each version of the frameworks.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLinxo, type Linxo } from '@linxo-guard/core';
import { type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import * as onExpress from '@linxo-guard/express';
import * as onKoa from '@linxo-guard/koa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addApi as addExpressApi } from '../../examples/express-app/src/web/api.ts';
import { addApi as addKoaApi } from '../../examples/koa-app/src/web/api.ts';
import type { Services } from '../../examples/koa-app/src/services.ts';
import { EXPRESS_VERSIONS, KOA_VERSIONS } from '../support/framework-versions.ts';

/** The routes need no other service, and of a visit only the address. */
const SERVICES = { limits: { signUp: async () => undefined } } as unknown as Services;
const VISIT = { address: '127.0.0.1' };

let sandbox: Sandbox;
let connect: Linxo;
beforeAll(async () => {
  sandbox = await startSandbox();
  connect = createLinxo(sandbox.options);
});
afterAll(async () => {
  await connect.close();
  await sandbox.close();
});

const userNamed = (name: unknown) =>
  typeof name === 'string' ? SANDBOX_USERS[name as keyof typeof SANDBOX_USERS] : undefined;

const APPLICATIONS: readonly (readonly [string, () => RequestListener])[] = [
  ...KOA_VERSIONS.map(({ name, Koa, Router }) => {
    const make = () => {
      const app = new Koa();
      app.silent = true;
      app.use(onKoa.problemDetails());
      app.use(onKoa.linxo(connect, { user: (ctx) => userNamed(ctx.headers['x-user']) }));
      app.use((ctx, next) => {
        ctx.state['visit'] = VISIT;
        return next();
      });
      const router = new Router();
      addKoaApi(router, SERVICES);
      app.use(router.routes());
      const listen = app.callback();
      return ((request, response) => void listen(request, response)) satisfies RequestListener;
    };
    return [name, make] as const;
  }),
  ...EXPRESS_VERSIONS.map(({ name, express }) => {
    const make = () => {
      const app = express();
      app.use(onExpress.linxo(connect, { user: (request) => userNamed(request.headers['x-user']) }));
      app.use((_request, response, next) => {
        response.locals['visit'] = VISIT;
        next();
      });
      addExpressApi(app, SERVICES);
      app.use(onExpress.problemDetails());
      return app;
    };
    return [name, make] as const;
  }),
];

describe.each(APPLICATIONS)('the routes of a template on %s', (name, make) => {
  it('serve who may read, refuse who may not, and create a user', async () => {
    const server = createServer(make()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const send = async (path: string, headers: Record<string, string>, body?: object) => {
      const json = body && { method: 'POST', body: JSON.stringify(body) };
      const response = await fetch(origin + path, {
        ...json,
        headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      });
      return { status: response.status, body: (await response.json()) as unknown };
    };
    const [camille, mehdi] = [{ 'x-user': 'camille' }, { 'x-user': 'mehdi' }];
    try {
      const accounts = await send('/api/accounts', camille);
      expect([accounts.status, (accounts.body as readonly unknown[]).length]).toEqual([200, 7]);
      const [{ id }] = accounts.body as readonly [{ readonly id: string }];
      expect(await send(`/api/accounts/${id}`, camille)).toMatchObject({ status: 200, body: { id } });
      for (const path of ['/api/profile', '/api/connections', '/api/transactions?limit=5'])
        expect((await send(path, camille)).status).toBe(200);
      expect(await send('/api/transactions', mehdi)).toMatchObject({
        status: 403,
        body: { code: 'ERR_INSUFFICIENT_SCOPE' },
      });
      expect(await send('/api/accounts', {})).toMatchObject({ status: 401, body: { code: 'ERR_USER_REQUIRED' } });
      const user = { email: `${name.replaceAll(/\W+/g, '-')}@example.org`, password: 'a-long-new-password' };
      expect(await send('/api/users', camille, user)).toMatchObject({ status: 201, body: { id: expect.any(String) } });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
