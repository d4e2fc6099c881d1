/** Starts the application: configured by the environment, and ended by the signals that a platform sends. */
import { createLinxo, linxoOptionsFromEnv } from '@linxo-guard/core';
import { createApp } from './app.ts';

const port = Number(process.env['PORT'] ?? 3000);
const connect = createLinxo(linxoOptionsFromEnv(process.env));
const server = createApp(connect).listen(port, '127.0.0.1', () => {
  console.log(`Listening on http://127.0.0.1:${port}`);
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close(() => void connect.close());
  });
}
