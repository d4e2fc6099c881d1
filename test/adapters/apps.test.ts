/** The applications that docs/adapters.md shows. */
import { createLinxo, type Linxo } from '@linxo-guard/core';
import { type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as onFastify from './fastify-app.ts';
import * as onHono from './hono-app.ts';
import * as onNest from './nest-app.ts';

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

const credentialsOf = (cookie: string | undefined) => (cookie === 'camille' ? SANDBOX_USERS.camille : undefined);

/** Serves an application, and returns a function that sends a request with a cookie. */
type Serve = () => Promise<(path: string, cookie: string) => Response | Promise<Response>>;

const closing: (() => Promise<unknown>)[] = [];
const requester = (url: string) => (path: string, cookie: string) => fetch(url + path, { headers: { cookie } });

function serveNest(createPlatform: () => ExpressAdapter | FastifyAdapter): Serve {
  return async () => {
    const app = await onNest.createApp(createPlatform(), connect, credentialsOf);
    closing.push(() => app.close());
    await app.listen(0, '127.0.0.1');
    return requester(await app.getUrl());
  };
}

const APPS: readonly { readonly name: string; readonly serve: Serve }[] = [
  {
    name: 'Fastify',
    async serve() {
      const app = onFastify.createApp(connect, credentialsOf);
      closing.push(() => app.close());
      return requester(await app.listen({ host: '127.0.0.1', port: 0 }));
    },
  },
  {
    name: 'Hono',
    async serve() {
      const app = onHono.createApp(connect, credentialsOf);
      return (path, cookie) => app.request(path, { headers: { cookie } });
    },
  },
  { name: 'NestJS on Express', serve: serveNest(() => new ExpressAdapter()) },
  { name: 'NestJS on Fastify', serve: serveNest(() => new FastifyAdapter()) },
];

describe.each(APPS)('the application of $name', ({ serve }) => {
  let get: Awaited<ReturnType<Serve>>;
  beforeAll(async () => {
    get = await serve();
  });
  afterAll(() => Promise.all(closing.splice(0).map((close) => close())));

  it('answers with an account of the user', async () => {
    const response = await get('/accounts/66300003', 'camille');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ id: '66300003' });
  });

  it('answers a caller who is not signed in with a challenge and problem details', async () => {
    const { status, headers } = await get('/accounts/66300003', 'nobody');
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer realm="linxo"');
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it("answers the API's refusal as problem details", async () => {
    const response = await get('/accounts/none', 'camille');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'ERR_API_REQUEST_REFUSED' });
  });
});
