/** Starts the application with settings from environment variables, and stops it on the signals that platforms send. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createListener } from './app.ts';
import { readConfig } from './config/config.ts';
import { linxoFromEnv } from './linxo/linxo-from-env.ts';
import { tokenStoreFromEnv } from './linxo/token-store.ts';
import { resealOldPasswords } from './linxo/reseal.ts';
import { addSandboxPeople } from './linxo/sandbox-people.ts';
import { stopOnSignals } from './operations/stop.ts';
import { openServices } from './services.ts';

const config = readConfig(process.env);
const { options, sandbox } = await linxoFromEnv(process.env);
const shared = tokenStoreFromEnv(process.env);
const services = await openServices(config, { ...options, ...(shared ? { store: shared.store } : {}) });
if (sandbox) await addSandboxPeople(services, sandbox);
resealOldPasswords(services).catch((error: unknown) => services.log.error(error));
const server = createServer(createListener(services));

stopOnSignals(server, async () => {
  await services.close();
  shared?.close();
  await sandbox?.close();
});
console.log(String(services.connect.describe()));
for (const { username, password } of sandbox?.users ?? [])
  console.log(`You can sign in as ${username}, with ${password}`);
server.listen(config.port, config.host, () => {
  const { address, family, port } = server.address() as AddressInfo;
  const [secret] = config.webhookSecrets;
  if (sandbox && secret) sandbox.webhook.url = `http://127.0.0.1:${port}/webhooks/linxo/${secret}`;
  console.log(`Listening on http://${family === 'IPv6' ? `[${address}]` : address}:${port}`);
});
