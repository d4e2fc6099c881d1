/** An Express application on a sandbox whose tokens end soon: `node rolling-over.js [contender, sandbox options]`. */
import { createLinxo } from '@linxo-guard/core';
import type { SandboxConnectOptions } from '@linxo-guard/core/sandbox';
import { linxo, requireScope } from '@linxo-guard/express';
import express, { type RequestHandler } from 'express';
import { HandWrittenCache } from '../floor/hand-written-cache.ts';
import { answerQuestions, argsOf } from '../measure/child.ts';
import { serveOnLoopback } from '../measure/loopback.ts';
import { requestToken } from '../peers/tokens/client-credentials.ts';
import { tokenServerOf } from '../token-server.ts';

const [contender, options] = argsOf<['ours' | 'hand-written', SandboxConnectOptions]>();

function ours(): readonly RequestHandler[] {
  return [linxo(createLinxo(options)), requireScope('users_create') as RequestHandler];
}

function handWritten(): readonly RequestHandler[] {
  const server = tokenServerOf(options);
  const cache = new HandWrittenCache(async () => {
    const { access_token, expires_in } = await requestToken(server);
    // Its margin is meant for tokens of an hour.
    return { value: access_token, expiresInMs: expires_in * 1000 + 9_000 };
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
const { url } = await serveOnLoopback(app);
answerQuestions(() => ({ url: `${url}/accounts`, headers: {} }));
