/** Starts the application with settings from environment variables, and stops it on the signals that platforms send. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createListener } from './app.ts';
import { readConfig } from './config/config.ts';
import { linxoFromEnv } from './linxo/linxo-from-env.ts';
import { resealOldPasswords } from './linxo/reseal.ts';
import { addSandboxPeople } from './linxo/sandbox-people.ts';
import { tokenStoreFromEnv } from './linxo/token-store.ts';
import { createMetrics } from './operations/metrics.ts';
import { startProblem } from './operations/start-problem.ts';
import { stopOnSignals } from './operations/stop.ts';
import { ASSETS } from './pages/assets.ts';
import { openServices } from './services.ts';

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const { options, sandbox } = await linxoFromEnv(process.env);
  const shared = tokenStoreFromEnv(process.env);
  const services = await openServices(config, { ...options, ...(shared ? { store: shared.store } : {}) });
  if (sandbox) await addSandboxPeople(services, sandbox);
  resealOldPasswords(services).catch((error: unknown) => services.log.error(error));
  const server = createServer(createListener(services));
  const metrics = config.metricsPort === undefined ? undefined : createMetrics(services, server);

  stopOnSignals(server, async () => {
    metrics?.close();
    await services.close();
    shared?.close();
    await sandbox?.close();
  });
  console.log(String(services.connect.describe()));
  if (sandbox) console.log('You can sign up, or sign in as one of these with the password beside it:');
  for (const { username, password } of sandbox?.users ?? []) console.log(`  ${username.padEnd(32)} ${password}`);
  if (process.argv.includes('--watch-public')) ASSETS.watch();
  const url = await listen(server, config.host, config.port);
  const [secret] = config.webhookSecrets;
  if (sandbox && secret) sandbox.webhook.url = `${url}/webhooks/linxo/${secret}`;
  console.log(`Listening on ${url}`);
  if (metrics) console.log(`Metrics on ${await listen(metrics, config.host, config.metricsPort ?? 0)}/metrics`);
}

/** Returns the URL at which the server listens. */
async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  const { address, family, port: actual } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`;
}

try {
  await start();
} catch (error) {
  console.error(startProblem(error));
  process.exit(1);
}
