/** One of several processes of an application. It wants one user's token many times at once, and reports the outcomes. */
import { createLinxo } from '@linxo-guard/core';
import { redisTokenStore } from '@linxo-guard/core/redis';
import { createClient } from 'redis';

const { options, redisUrl, secret, policy } = JSON.parse(process.argv[2]);
const client = createClient({ url: redisUrl });
client.on('error', () => {});
await client.connect();
const connect = createLinxo({ ...options, policy, store: redisTokenStore(client, { secrets: [secret] }) });

/** Wants the tokens of many users at once, and reports how long the slowest one took. */
async function askForAll(users) {
  const startedAtMs = performance.now();
  const outcomes = await Promise.all(
    users.map((subject) =>
      connect.tokens.getAccessToken({ subject, scopes: ['accounts_read'] }).then(
        ({ value }) => value,
        ({ code }) => code,
      ),
    ),
  );
  process.send({ outcomes, slowestMs: performance.now() - startedAtMs, stats: connect.stats() });
}

process.on('message', async ({ wanted, callers, users, forget }) => {
  if (users) return askForAll(users);
  if (forget) return process.send(await connect.tokens.forget(forget));
  const calls = Array.from({ length: callers }, () =>
    connect.tokens.getAccessToken(wanted).then(
      ({ value }) => value,
      ({ code }) => code,
    ),
  );
  process.send({ outcomes: [...new Set(await Promise.all(calls))], stats: connect.stats() });
});
process.send({ ready: true });
