/** Starts a template on a sandbox of its own, with a database in memory. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Sandbox, startSandbox } from '@linxo-guard/core/sandbox';
import * as express from '@linxo-guard/example-express-app';
import * as koa from '@linxo-guard/example-koa-app';

const TEMPLATES = { koa, express } as const;

export type TemplateName = keyof typeof TEMPLATES;

export interface RunningTemplate extends AsyncDisposable {
  readonly url: string;
  readonly sandbox: Sandbox;
}

/** The secret of the webhook, to which the sandbox reports its updates. */
const SECRET = 'w'.repeat(32);

export async function startTemplate(
  name: TemplateName,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningTemplate> {
  const app: Pick<typeof koa, 'addSandboxPeople' | 'createListener' | 'openServices' | 'readConfig'> = TEMPLATES[name];
  const sandbox = await startSandbox({ synchronization: { durationMs: 400 } });
  const config = app.readConfig({
    DATABASE_URL: 'file::memory:',
    PASSWORD_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64url')}`,
    WEBHOOK_SECRETS: SECRET,
    LOG_LEVEL: 'silent',
    ...env,
  });
  const services = await app.openServices(config, sandbox.options);
  await app.addSandboxPeople(services, sandbox);
  const server = createServer(app.createListener(services)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  sandbox.webhook.url = `http://127.0.0.1:${port}/webhooks/linxo/${SECRET}`;
  return {
    url: `http://localhost:${port}`,
    sandbox,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await services.close();
      await sandbox.close();
    },
  };
}
