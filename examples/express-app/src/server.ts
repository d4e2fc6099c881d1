/** Starts the application with options from environment variables, and stops it on the signals that platforms send. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLinxo } from '@linxo-guard/core';
import { createApp } from './app.ts';
import { linxoFromEnv } from './linxo/linxo-from-env.ts';
import { stopOnSignals } from './stop.ts';
import { tokenStoreFromEnv } from './token-store.ts';

const port = Number(process.env['PORT'] || 3000);
const host = process.env['HOST'] || '127.0.0.1';
const { options, sandbox } = await linxoFromEnv(process.env);
const shared = tokenStoreFromEnv(process.env);
const connect = createLinxo({ ...options, ...(shared ? { store: shared.store } : {}) });
const server = createServer(createApp(connect));

stopOnSignals(server, async () => {
  await connect.close();
  shared?.close();
  await sandbox?.close();
});
console.log(String(connect.describe()));
for (const { username, password } of sandbox?.users ?? [])
  console.log(`You can sign in as ${username}, with ${password}`);
server.listen(port, host, () => {
  const address = server.address() as AddressInfo;
  console.log(
    `Listening on http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
  );
});
