/** Processes of an application on one Redis: real ones, and instances in this process that behave like one in another. */
import { createLinxo, type Linxo, type LinxoOptions } from '@linxo-guard/core';
import { redisTokenStore } from '@linxo-guard/core/redis';
import { createClient } from 'redis';
import { startWorker, type Worker, type WorkerSetup } from './worker-process.ts';

/** Seals the tokens of all of them. */
export const SECRET = 'a secret of more than thirty-two characters';

export type RedisTestClient = ReturnType<typeof newRedisClient>;

/** Makes a client that looks for a killed server again and again. */
export function newRedisClient(url: string) {
  return createClient({ url, socket: { reconnectStrategy: 10 } });
}

export class RedisFleet {
  readonly workers: Worker[] = [];
  readonly linxos: Linxo[] = [];
  readonly #clients: RedisTestClient[] = [];

  /** Starts processes. */
  async start(setup: Omit<WorkerSetup, 'secret'>, count: number): Promise<readonly Worker[]> {
    const started = await Promise.all(Array.from({ length: count }, () => startWorker({ ...setup, secret: SECRET })));
    this.workers.push(...started);
    return started;
  }

  /** Creates an instance in this process, with a client of its own. */
  async instance(redisUrl: string, options: Omit<LinxoOptions, 'store'>) {
    const client = newRedisClient(redisUrl);
    client.on('error', () => {});
    await client.connect();
    this.#clients.push(client);
    const connect = createLinxo({ ...options, store: redisTokenStore(client, { secrets: [SECRET] }) });
    this.linxos.push(connect);
    return { connect, client };
  }

  /** Ends all of them. */
  async close(): Promise<void> {
    await Promise.all([
      ...this.workers.splice(0).map((worker) => worker.kill()),
      ...this.linxos.splice(0).map((linxo) => linxo.close()),
    ]);
    for (const client of this.#clients.splice(0)) client.destroy();
  }
}
