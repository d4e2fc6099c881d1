/** Starts the application with settings from environment variables, and stops it on the signals that platforms send. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createListener } from './app.ts';
import { readConfig } from './config/config.ts';
import { linxoFromEnv } from './linxo/linxo-from-env.ts';
import { tokenStoreFromEnv } from './linxo/token-store.ts';
import { stopOnSignals } from './operations/stop.ts';
import { openServices } from './services.ts';

const config = readConfig(process.env);
const { options, sandbox } = await linxoFromEnv(process.env);
const shared = tokenStoreFromEnv(process.env);
const services = await openServices(config, { ...options, ...(shared ? { store: shared.store } : {}) });
const server = createServer(createListener(services));

stopOnSignals(server, async () => {
  await services.close();
  shared?.close();
  await sandbox?.close();
});
console.log(String(services.connect.describe()));
server.listen(config.port, config.host, () => {
  const { address, family, port } = server.address() as AddressInfo;
  console.log(`Listening on http://${family === 'IPv6' ? `[${address}]` : address}:${port}`);
});
