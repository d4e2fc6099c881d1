/** Starts the application with options from environment variables, and stops it on the signals that platforms send. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLinxo, linxoOptionsFromEnv } from '@linxo-guard/core';
import { createApp } from './app.ts';
import { stopOnSignals } from './stop.ts';
import { tokenStoreFromEnv } from './token-store.ts';

const port = Number(process.env['PORT'] ?? 3000);
const shared = tokenStoreFromEnv(process.env);
const connect = createLinxo({ ...linxoOptionsFromEnv(process.env), ...(shared ? { store: shared.store } : {}) });
const server = createServer(createApp(connect));

stopOnSignals(server, async () => {
  await connect.close();
  shared?.close();
});
console.log(String(connect.describe()));
server.listen(port, '127.0.0.1', () => {
  console.log(`Listening on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
