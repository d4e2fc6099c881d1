/** Makes the applications that are put under load: each has one route, `GET /accounts`, behind a guard. */
import type { RequestListener } from 'node:http';
import Router from '@koa/router';
import type { Linxo, ResourceOwner } from '@linxo-guard/core';
import * as onExpress from '@linxo-guard/express';
import * as onKoa from '@linxo-guard/koa';
import express, { type RequestHandler } from 'express';
import Koa, { type Middleware } from 'koa';

export type Framework = 'Express' | 'Koa';
type FindUser = () => ResourceOwner | undefined;

const BODY = { accounts: [] };

/** @param user says who has signed in */
export function guardedApplication(framework: Framework, connect: Linxo, user: FindUser): RequestListener {
  return { Express: expressApplication, Koa: koaApplication }[framework](connect, user);
}

function expressApplication(connect: Linxo, user: FindUser): RequestListener {
  const app = express();
  // Keeps the stack of a refusal out of the terminal.
  app.set('env', 'test');
  app.use(onExpress.linxo(connect, { user }));
  app.get('/accounts', onExpress.requireScope('accounts_read') as RequestHandler, (_request, response) => {
    response.json(BODY);
  });
  return app;
}

function koaApplication(connect: Linxo, user: FindUser): RequestListener {
  const router = new Router();
  router.get('/accounts', onKoa.requireScope('accounts_read') as Middleware, (ctx) => {
    ctx.body = BODY;
  });
  const app = new Koa();
  app.use(onKoa.linxo(connect, { user }));
  app.use(router.routes());
  const handle = app.callback();
  // The promise never rejects, because Koa answers errors itself.
  return (request, response) => void handle(request, response);
}
