/** Holds what docs/adapters.md says of NestJS. */
import { createLinxo, type Linxo, UserRequired } from '@linxo-guard/core';
import { type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import * as onExpress from '@linxo-guard/express';
import {
  Controller,
  Get,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  NotFoundException,
  UseGuards,
} from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linxo, LinxoExceptionFilter, requireScope } from './nest.ts';

const user = () => SANDBOX_USERS.mehdi;
const CHALLENGE = 'Bearer realm="linxo", error="insufficient_scope", scope="transactions_read"';

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

@Controller()
class Routes {
  @Get('by-guard')
  @UseGuards(requireScope('transactions_read'))
  byGuard() {
    return [];
  }

  @Get('by-middleware')
  byMiddleware() {
    return [];
  }

  @Get('failing')
  failing() {
    throw new NotFoundException('of the application', { cause: new UserRequired() });
  }
}

@Module({ controllers: [Routes] })
class AppModule implements NestModule {
  /** Middleware of `@linxo-guard/express` works only on the platform Express. */
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply(onExpress.linxo(connect, { user }), onExpress.requireScope('transactions_read'))
      .forRoutes('by-middleware');
  }
}

/** Requests a path of the application, and returns what a caller sees. */
async function request(path: string, platform: AbstractHttpAdapter, prepare: (app: NestExpressApplication) => unknown) {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, platform, { logger: false });
  app.useGlobalGuards(linxo(connect, { user }));
  await prepare(app);
  await app.listen(0, '127.0.0.1');
  try {
    const { status, headers } = await fetch((await app.getUrl()) + path);
    return { status, challenge: headers.get('www-authenticate'), type: headers.get('content-type')?.split(';')[0] };
  } finally {
    await app.close();
  }
}

type App = Pick<NestExpressApplication, 'useGlobalFilters' | 'getHttpAdapter'>;
const withFilter = (app: App) => app.useGlobalFilters(new LinxoExceptionFilter(app.getHttpAdapter()));
const REFUSED = { status: 403, challenge: CHALLENGE, type: 'application/problem+json' };
const WITHOUT_CHALLENGE = { status: 403, challenge: null, type: 'application/json' };

describe.each([
  { name: 'Express', createPlatform: () => new ExpressAdapter() },
  { name: 'Fastify', createPlatform: () => new FastifyAdapter() },
])('a refused request to NestJS on $name', ({ createPlatform }) => {
  it('loses its challenge, which Nest does not send', async () => {
    expect(await request('/by-guard', createPlatform(), () => undefined)).toEqual(WITHOUT_CHALLENGE);
  });

  it('keeps its challenge with the filter', async () => {
    expect(await request('/by-guard', createPlatform(), withFilter)).toEqual(REFUSED);
  });

  it('does not change how other errors are answered', async () => {
    expect(await request('/failing', createPlatform(), withFilter)).toEqual({
      status: 404,
      challenge: null,
      type: 'application/json',
    });
  });
});

describe('beside the middleware of @linxo-guard/express, NestJS', () => {
  it('never reaches problemDetails(), whether it is mounted before the routes or after them', async () => {
    const before = (app: NestExpressApplication) => app.use(onExpress.problemDetails());
    const after = async (app: NestExpressApplication) => (await app.init()).use(onExpress.problemDetails());
    for (const path of ['/by-guard', '/by-middleware']) {
      expect(await request(path, new ExpressAdapter(), before)).toEqual(WITHOUT_CHALLENGE);
      expect(await request(path, new ExpressAdapter(), after)).toEqual(WITHOUT_CHALLENGE);
    }
  });

  it('wraps a refusal, and the filter answers it all the same', async () => {
    expect(await request('/by-middleware', new ExpressAdapter(), withFilter)).toEqual(REFUSED);
  });
});
