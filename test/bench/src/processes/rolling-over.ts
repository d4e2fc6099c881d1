/** An Express application on a sandbox whose tokens end soon: `node rolling-over.js [contender, sandbox options]`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLinxo } from '@linxo-guard/core';
import type { SandboxConnectOptions } from '@linxo-guard/core/sandbox';
import { linxo, requireScope } from '@linxo-guard/express';
import express, { type RequestHandler } from 'express';
import { HandWrittenCache } from '../floor/hand-written-cache.ts';
import { answerQuestions, argsOf } from '../measure/child.ts';

const [contender, options] = argsOf<['ours' | 'hand-written', SandboxConnectOptions]>();

function ours(): readonly RequestHandler[] {
  return [linxo(createLinxo(options)), requireScope('users_create') as RequestHandler];
}

function handWritten(): readonly RequestHandler[] {
  const { clientId, clientSecret, environment } = options;
  const cache = new HandWrittenCache(async () => {
    const response = await fetch(`${environment.authorizationServer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'users_create' }),
    });
    const body = (await response.json()) as { access_token: string; expires_in: number };
    // Its margin is meant for tokens of an hour.
    return { value: body.access_token, expiresInMs: body.expires_in * 1000 + 9_000 };
  });
  return [
    async (_request, _response, next) => {
      await cache.getToken('client');
      next();
    },
  ];
}

const app = express();
app.get('/accounts', ...(contender === 'ours' ? ours() : handWritten()), (_request, response) => {
  response.json({ accounts: [] });
});
const server = createServer(app);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
answerQuestions(() => ({ url: `http://127.0.0.1:${port}/accounts`, headers: {} }));
