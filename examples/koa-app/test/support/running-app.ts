/** Starts the application on a sandbox and a database, in this process. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LinxoOptions } from '@linxo-guard/core';
import { type Sandbox, startSandbox } from '@linxo-guard/core/sandbox';
import { createListener } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config/config.ts';
import { openServices, type Services } from '../../src/services.ts';

export const PASSWORD_KEYS = `k1:${Buffer.alloc(32, 1).toString('base64url')}`;
/** A database in memory. */
export const IN_MEMORY = 'file::memory:';

export interface RunningApp extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly services: Services;
  readonly url: string;
  readonly port: number;
}

export async function startApp(
  env: Readonly<Record<string, string>> = {},
  changes: Partial<Services> = {},
  options: Partial<LinxoOptions> = {},
): Promise<RunningApp> {
  const config: Config = readConfig({ DATABASE_URL: IN_MEMORY, PASSWORD_KEYS, LOG_LEVEL: 'silent', ...env });
  const sandbox = await startSandbox();
  const services = { ...(await openServices(config, { ...sandbox.options, ...options })), ...changes };
  const server = createServer(createListener(services)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    sandbox,
    services,
    port,
    url: `http://localhost:${port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await services.close();
      await sandbox.close();
    },
  };
}
