// The application answers every value that is thrown, and shows nothing of it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { expect, it } from 'vitest';
import { otherProblems } from '../../src/web/problems.ts';

it.each([
  ['an error', new Error('with a secret')],
  ['an error with a status of another server', Object.assign(new Error('with a secret'), { status: 503 })],
  ['null', null],
  ['undefined', undefined],
  ['a text', 'with a secret'],
])('whatever is thrown by accident is answered with 500 and reported: %s', async (_case, thrown: unknown) => {
  const app = new Koa();
  const reported: unknown[] = [];
  app.on('error', (error) => reported.push(error));
  app.use(otherProblems());
  app.use(() => {
    throw thrown;
  });
  const server = createServer(app.callback()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const body = await answer.text();
    expect(JSON.parse(body)).toMatchObject({ status: 500, title: 'Internal Server Error' });
    expect(body).not.toMatch(/secret|    at /);
    expect(reported).toHaveLength(1);
    expect(reported[0]).toBeInstanceOf(Error);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
