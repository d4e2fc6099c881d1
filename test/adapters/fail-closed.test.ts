import { createLinxo } from '@linxo-guard/core';
import express from 'express';
import { fastify } from 'fastify';
import { expect, it } from 'vitest';
import { listen } from '../contract/listen.ts';
import * as fastifyApp from './fastify-app.ts';
import * as honoApp from './hono-app.ts';

const throwNull = () => {
  throw null;
};

it('a user function that throws null lets nobody in', async () => {
  const connect = createLinxo({ environment: 'sandbox', clientId: 'client', clientSecret: 'secret' });
  const onFastify = await fastifyApp.createApp(connect, throwNull).inject('/accounts/1');
  expect(onFastify.statusCode).toBe(500);
  // Hono hands what is no `Error` to the server that it runs on, which answers with 500.
  const onHono = async () => honoApp.createApp(connect, throwNull).request('/accounts/1');
  expect(await onHono().catch(() => ({ status: 500 }))).toHaveProperty('status', 500);
});

it('Fastify lets a request pass whose callback hook throws null, so a guard is an async hook', async () => {
  const app = fastify();
  app.get('/callback', { preHandler: (_request, _reply, _done) => throwNull() }, () => 'passed');
  app.get('/async', { preHandler: async () => throwNull() }, () => 'passed');
  expect((await app.inject('/callback')).body).toBe('passed');
  expect((await app.inject('/async')).statusCode).toBe(500);
});

it('Express lets a request pass whose middleware throws null', async () => {
  const app = express().get('/', throwNull, (_request, response) => void response.send('passed'));
  const { url, close } = await listen(app);
  expect(await (await fetch(url)).text()).toBe('passed');
  await close();
});
