/** Starts the application with options from environment variables, and stops it on the signals that platforms send. */
import { createLinxo, linxoOptionsFromEnv } from '@linxo-guard/core';
import { createApp } from './app.ts';
import { tokenStoreFromEnv } from './token-store.ts';

const port = Number(process.env['PORT'] ?? 3000);
const shared = tokenStoreFromEnv(process.env);
const connect = createLinxo({ ...linxoOptionsFromEnv(process.env), ...(shared ? { store: shared.store } : {}) });
console.log(String(connect.describe()));
const server = createApp(connect).listen(port, '127.0.0.1', () => {
  console.log(`Listening on http://127.0.0.1:${port}`);
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close(() => {
      void connect.close();
      shared?.close();
    });
  });
}
