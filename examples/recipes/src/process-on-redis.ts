/** One of several processes of an application. They share tokens through Redis: one process fetches a token for all. */
import { createLinxo, linxoOptionsFromEnv } from '@linxo-guard/core';
import { redisTokenStore } from '@linxo-guard/core/redis';
import { createClient } from 'redis';

const {
  REDIS_URL = 'redis://127.0.0.1:6379',
  TOKEN_STORE_SECRETS = '',
  LINXO_USERNAME = '',
  LINXO_PASSWORD = '',
} = process.env;

const client = createClient({ url: REDIS_URL });
// Without Redis each process goes on with its own memory, and connects when Redis is back.
client.on('error', (error: Error) => console.warn(`Redis: ${error.message}`));
await client.connect();

const [newest = '', ...older] = TOKEN_STORE_SECRETS.split(' ');
const connect = createLinxo({
  ...linxoOptionsFromEnv(process.env),
  // The first secret encrypts, and each of them decrypts. To replace one, put the new one first and keep the old one for a day.
  store: redisTokenStore(client, { secrets: [newest, ...older] }),
});

const subject = { username: LINXO_USERNAME, password: LINXO_PASSWORD };
const accounts = await connect.api({ subject, scopes: ['accounts_read'] }).get('/accounts');
console.log(`${accounts.length} accounts, tokens fetched by this process: ${connect.stats().fetched}`);

await connect.close();
client.destroy();
