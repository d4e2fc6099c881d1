/** One of several processes of an application: `node sharing.js [sandbox options, Redis URL or null, callers]`. */
import { createLinxo } from '@linxo-guard/core';
import { redisTokenStore } from '@linxo-guard/core/redis';
import { SANDBOX_USERS, type SandboxConnectOptions } from '@linxo-guard/core/sandbox';
import { createClient } from 'redis';
import { answerQuestions, argsOf } from '../measure/child.ts';

const SECRET = 'a secret that seals what Redis holds, the same in all processes';
const [options, redisUrl, callers] = argsOf<[SandboxConnectOptions, string | null, number]>();
const { username, password } = SANDBOX_USERS.camille;
const wanted = { subject: { username, password }, scopes: ['accounts_read'] as const };

const client = redisUrl === null ? undefined : createClient({ url: redisUrl });
await client?.connect();
const store = client && redisTokenStore(client, { secrets: [SECRET] });
const connect = createLinxo({ ...options, ...(store ? { store } : {}) });

answerQuestions(async () => {
  const startedAtMs = performance.now();
  await Promise.all(Array.from({ length: callers }, () => connect.tokens.getAccessToken(wanted)));
  return { tookMs: performance.now() - startedAtMs };
});
