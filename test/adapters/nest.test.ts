import { createLinxo, type Linxo } from '@linxo-guard/core';
import { type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import * as onExpress from '@linxo-guard/express';
import {
  Controller,
  Get,
  type INestApplication,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  NotFoundException,
  Req,
  UseGuards,
} from '@nestjs/common';
import { type AbstractHttpAdapter, HttpAdapterHost, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { linxo, LinxoExceptionFilter, type LinxoRequest, requireScope } from './nest.ts';

const { camille, mehdi } = SANDBOX_USERS;
const USERS: Readonly<Record<string, { username: string; password: string }>> = { camille, mehdi };
const user = ({ headers }: { headers: Readonly<Record<string, unknown>> }) => USERS[String(headers['x-user'])];

@Controller()
class Transactions {
  @Get('transactions')
  @UseGuards(requireScope('transactions_read'))
  list(@Req() request: LinxoRequest<'transactions_read'>) {
    return request.linxo.api.get('/transactions');
  }

  @Get('behind-middleware')
  behindMiddleware() {
    return [];
  }

  @Get('missing')
  missing() {
    throw new NotFoundException('of the application');
  }
}

/** One path has middleware of `@linxo-guard/express` before it. Such middleware needs Nest on Express. */
@Module({ controllers: [Transactions] })
class AppModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply(onExpress.linxo(connect, { user }), onExpress.requireScope('transactions_read'))
      .forRoutes('behind-middleware');
  }
}

const CHALLENGE = 'Bearer realm="linxo", error="insufficient_scope", scope="transactions_read"';
const PLATFORMS = [
  { platform: 'Express', createAdapter: () => new ExpressAdapter() },
  { platform: 'Fastify', createAdapter: () => new FastifyAdapter() },
];

let sandbox: Sandbox;
let connect: Linxo;
const served: INestApplication[] = [];
beforeAll(async () => {
  sandbox = await startSandbox();
  connect = createLinxo(sandbox.options);
});
afterEach(() => Promise.all(served.splice(0).map((app) => app.close())));
afterAll(async () => {
  await connect.close();
  await sandbox.close();
});

/** Serves the module, and returns a function that requests a path of it. */
async function serve(adapter: AbstractHttpAdapter, { isFiltered = true } = {}) {
  const app = await NestFactory.create(AppModule, adapter, { logger: false });
  app.useGlobalGuards(linxo(connect, { user }));
  if (isFiltered) app.useGlobalFilters(new LinxoExceptionFilter(app.get(HttpAdapterHost).httpAdapter));
  await app.listen(0, '127.0.0.1');
  served.push(app);
  const url = await app.getUrl();
  return async (path: string, name = '') => {
    const { status, headers } = await fetch(url + path, { headers: { 'x-user': name } });
    return { status, challenge: headers.get('www-authenticate'), type: headers.get('content-type')?.split(';')[0] };
  };
}

describe.each(PLATFORMS)('a guarded route of NestJS on $platform', ({ createAdapter }) => {
  it('answers a refused request with the challenge and problem details', async () => {
    const get = await serve(createAdapter());
    const type = 'application/problem+json';
    expect(await get('/transactions')).toEqual({ status: 401, challenge: 'Bearer realm="linxo"', type });
    expect(await get('/transactions', 'mehdi')).toEqual({ status: 403, challenge: CHALLENGE, type });
  });

  it('is reached with the scopes that it declares', async () => {
    const get = await serve(createAdapter());
    expect(await get('/transactions', 'camille')).toMatchObject({ status: 200, type: 'application/json' });
  });

  it("leaves the application's own exceptions to Nest", async () => {
    const get = await serve(createAdapter());
    expect(await get('/missing')).toEqual({ status: 404, challenge: null, type: 'application/json' });
  });

  it('loses the challenge without the filter', async () => {
    const get = await serve(createAdapter(), { isFiltered: false });
    expect(await get('/transactions', 'mehdi')).toEqual({ status: 403, challenge: null, type: 'application/json' });
  });
});

it('a refusal of Express middleware, which Nest wraps, keeps the challenge too', async () => {
  const get = await serve(new ExpressAdapter());
  expect(await get('/behind-middleware', 'mehdi')).toMatchObject({ status: 403, challenge: CHALLENGE });
});
