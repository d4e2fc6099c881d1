/** One application of each known kind: a guard that a request gets around is never claimed, and the others are. */
import { type DescribedRoute, readApplication } from '@linxo-guard/core/adapter';
import { linxo as linxoOfExpress, requireScope as requireExpress } from '@linxo-guard/express';
import { linxo as linxoOfKoa, requireScope as requireKoa } from '@linxo-guard/koa';
import express from 'express';
import Koa from 'koa';
import { describe, expect, it } from 'vitest';
import { readMounted as readExpress } from '../../packages/express/src/read-mounted.ts';
import { readMounted as readKoa } from '../../packages/koa/src/read-mounted.ts';
import { grantingLinxo, type Handle, LACKING, userOf } from './framework.ts';
import { EXPRESS_KINDS } from './kinds-express.ts';
import { KOA_KINDS } from './kinds-koa.ts';
import { send } from './send.ts';

const SCOPE = 'profile';

interface Case {
  readonly kind: string;
  readonly around?: readonly string[];
  readonly through?: readonly string[];
  readonly handle: Handle;
  /** Describes the registrations of the handler `h`. */
  readonly describe: () => readonly DescribedRoute[];
  /** The lacking scopes of the requests that reached the handler. */
  readonly reached: string[];
}

function expressCase({ kind, mount, settings = [], ...requests }: (typeof EXPRESS_KINDS)[number]): Case {
  const reached: string[] = [];
  const app = express();
  app.set('env', 'test');
  for (const setting of settings) app.enable(setting);
  app.use(linxoOfExpress(grantingLinxo(), { user: userOf }));
  const h: express.RequestHandler = (request, response) => {
    reached.push(String(request.headers[LACKING]));
    response.end();
  };
  mount({ app, g: requireExpress(SCOPE) as express.RequestHandler, h });
  return {
    kind,
    ...requests,
    handle: app,
    describe: () => readApplication(readExpress(app)).filter(({ handlers }) => handlers.includes(h)),
    reached,
  };
}

function koaCase({ kind, mount, ...requests }: (typeof KOA_KINDS)[number]): Case {
  const reached: string[] = [];
  const app = new Koa();
  app.silent = true;
  app.use(linxoOfKoa(grantingLinxo(), { user: ({ req }) => userOf(req) }));
  const h: Koa.Middleware = (ctx) => {
    reached.push(ctx.get(LACKING));
    ctx.body = '';
  };
  mount({ app, g: requireKoa(SCOPE) as Koa.Middleware, h });
  // A router calls callbacks of parameters through a function of its own.
  const isOf = ({ handlers }: DescribedRoute) => handlers.some((one) => one === h || 'param' in one);
  return {
    kind,
    ...requests,
    handle: app.callback(),
    describe: () => readApplication(readKoa(app)).filter(isOf),
    reached,
  };
}

const CASES = { Express: EXPRESS_KINDS.map(expressCase), Koa: KOA_KINDS.map(koaCase) };

const isClaimed = ({ description }: DescribedRoute) => JSON.stringify(description.requires).includes(SCOPE);
const sendAll = async ({ handle }: Case, requests: readonly string[], lacking: string) => {
  for (const request of requests) {
    const [method = '', url = ''] = request.split(' ');
    await send(handle, { method, url, headers: { [LACKING]: lacking } });
  }
};

describe.each(['Express', 'Koa'] as const)('with %s,', (framework) => {
  const around = CASES[framework].filter((one) => one.around !== undefined);
  const through = CASES[framework].filter((one) => one.through !== undefined && one.around === undefined);

  it.each(around)('$kind is not claimed', async (one) => {
    const routes = one.describe();
    await sendAll(one, one.around ?? [], SCOPE);
    expect(one.reached).toContain(SCOPE);
    expect(routes.length).toBeGreaterThan(0);
    const methods = ['ALL', 'USE', ...(one.around ?? []).map((request) => request.split(' ')[0])];
    expect(routes.filter(({ description }) => methods.includes(description.method)).filter(isClaimed)).toEqual([]);
  });

  it.each(through)('$kind is claimed', async (one) => {
    await sendAll(one, one.through ?? [], SCOPE);
    expect(one.reached).toEqual([]);
    await sendAll(one, one.through ?? [], 'nothing');
    expect(one.reached).toHaveLength(one.through?.length ?? 0);
    expect(one.describe().length).toBeGreaterThan(0);
    expect(one.describe().every(isClaimed)).toBe(true);
  });

  it.each(CASES[framework])('$kind: describing changes nothing, and gives the same again', async (one) => {
    const before = one.describe();
    expect(one.describe()).toEqual(before);
  });
});
