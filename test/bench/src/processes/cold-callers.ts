/** Asks for one token as many callers at once: `node cold-callers.js [sandbox options, Redis URL or null, callers, start]`. */
import { createLinxo } from '@linxo-guard/core';
import { redisTokenStore } from '@linxo-guard/core/redis';
import { SANDBOX_USERS, type SandboxConnectOptions } from '@linxo-guard/core/sandbox';
import { createClient } from 'redis';
import { argsOf, output } from '../measure/output-of.ts';

const SECRET = 'a secret that seals what Redis holds, the same in all processes';
const [options, redisUrl, callers, startAtMs] = argsOf<[SandboxConnectOptions, string | null, number, number]>();
const client = redisUrl === null ? undefined : createClient({ url: redisUrl });
await client?.connect();
const store = client && redisTokenStore(client, { secrets: [SECRET] });
const { tokens } = createLinxo({ ...options, ...(store ? { store } : {}) });
const { username, password } = SANDBOX_USERS.camille;
const wanted = { subject: { username, password }, scopes: ['accounts_read'] as const };

const waitMs = startAtMs - Date.now();
if (waitMs < 0) throw new Error('The process was not ready in time.');
await new Promise((resolve) => setTimeout(resolve, waitMs));
await Promise.all(Array.from({ length: callers }, () => tokens.getAccessToken(wanted)));
output(callers);
