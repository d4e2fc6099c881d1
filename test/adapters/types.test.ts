/** The types of the adapters. The compiler checks the line below each `@ts-expect-error`; the tests only declare the routes. */
import { fastify } from 'fastify';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import * as onFastify from './fastify.ts';
import * as onHono from './hono.ts';
import * as onNest from './nest.ts';

it('a handler of Fastify reaches what its guard declares, and nothing else', () => {
  const app = fastify();
  const all = onFastify.requireScope('accounts_read');
  const any = onFastify.requireAnyScope('transactions_read', 'accounts_manage');
  const endpoint = onFastify.requireEndpoint('GET /connections');
  app.get('/all', { preHandler: all }, (request) => all.accessOn(request).api.get('/accounts'));
  app.get('/any', { preHandler: any }, (request) => any.accessOn(request).api.get('/accounts'));
  app.get('/endpoint', { preHandler: endpoint }, (request) => endpoint.accessOn(request).api.get('/connections'));
  // @ts-expect-error: accounts_read does not open it
  app.get('/all-too-far', { preHandler: all }, (request) => all.accessOn(request).api.get('/transactions'));
  // @ts-expect-error: accounts_manage does not open it
  app.get('/any-too-far', { preHandler: any }, (request) => any.accessOn(request).api.get('/transactions'));
  expect(app.hasRoute({ method: 'GET', url: '/any-too-far' })).toBe(true);
});

it('a handler of Hono reaches what its guard declares, and nothing else', () => {
  const { requireAnyScope, requireEndpoint, requireScope } = onHono;
  const app = new Hono();
  app.get('/all', requireScope('accounts_read'), async (c) => c.json(await c.var.linxo.api.get('/accounts')));
  app.get('/any', requireAnyScope('transactions_read', 'accounts_manage'), async (c) =>
    c.json(await c.var.linxo.api.get('/accounts')),
  );
  app.get('/endpoint', requireEndpoint('GET /connections'), async (c) =>
    c.json(await c.var.linxo.api.get('/connections')),
  );
  // @ts-expect-error: accounts_read does not open it
  app.get('/too-far', requireScope('accounts_read'), (c) => c.json(c.var.linxo.api.get('/transactions')));
  // @ts-expect-error: there is no guard before it
  app.get('/open', (c) => c.json(c.var.linxo.scopes));
  expect(app.routes.map(({ path }) => path)).toContain('/open');
});

it('guards of Hono with different scopes do not add up: one guard takes them all', () => {
  const { requireScope } = onHono;
  const app = new Hono();
  app.get('/same', requireScope('profile'), requireScope('profile'), (c) => c.json(c.var.linxo.scopes));
  app.get('/both', requireScope('profile', 'accounts_read'), (c) => c.json(c.var.linxo.scopes));
  // @ts-expect-error: the types of the guards exclude each other
  app.get('/row', requireScope('profile'), requireScope('accounts_read'), (c) => c.json(c.var.linxo.scopes));
  expect(app.routes.map(({ path }) => path)).toContain('/row');
});

it('a guard needs scopes that exist and that one token can have', () => {
  // @ts-expect-error: it names no scope
  expect(() => onFastify.requireScope()).toThrow('names no scope');
  // @ts-expect-error: it names no scope
  expect(() => onHono.requireScope()).toThrow('names no scope');
  // @ts-expect-error: it names no scope
  expect(() => onNest.requireScope()).toThrow('names no scope');
  // @ts-expect-error: there is no such scope
  expect(() => onFastify.requireScope('acounts_read')).toThrow('acounts_read');
  // @ts-expect-error: there is no such scope
  expect(() => onHono.requireScope('acounts_read')).toThrow('acounts_read');
  // @ts-expect-error: users_create is the application's
  expect(() => onFastify.requireScope('users_create', 'accounts_read')).toThrow('no single token');
  // @ts-expect-error: users_create is the application's
  expect(() => onHono.requireScope('users_create', 'accounts_read')).toThrow('no single token');
});
