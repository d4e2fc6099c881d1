/** Runs a real Redis Cluster of six servers on loopback, each of which has a sixth of the slots. */
import { createClient, createCluster, type RedisClusterType } from 'redis';
import { type RedisServer, startRedisServer } from './redis-server.ts';

const SIZE = 6;
const SLOTS = 16_384;

export interface RedisCluster {
  readonly servers: readonly RedisServer[];
  readonly client: RedisClusterType;
  close(): Promise<void>;
}

export async function startRedisCluster(): Promise<RedisCluster> {
  const servers = await Promise.all(Array.from({ length: SIZE }, () => startRedisServer({ cluster: true })));
  for (const [index, server] of servers.entries()) await join(server, index, servers);
  for (const server of servers) await untilWhole(server);
  const client: RedisClusterType = createCluster({ rootNodes: servers.map(({ url }) => ({ url })) });
  client.on('error', () => {});
  await client.connect();
  return {
    servers,
    client,
    async close() {
      client.destroy();
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

async function join(server: RedisServer, index: number, servers: readonly RedisServer[]): Promise<void> {
  const [first] = servers;
  const from = Math.floor((index * SLOTS) / SIZE);
  const to = Math.floor(((index + 1) * SLOTS) / SIZE) - 1;
  await ask(server, 'ADDSLOTSRANGE', String(from), String(to));
  // Each needs an epoch of its own.
  await ask(server, 'SET-CONFIG-EPOCH', String(index + 1));
  if (first && first !== server) await ask(server, 'MEET', '127.0.0.1', String(first.port), String(first.clusterPort));
}

async function untilWhole(server: RedisServer): Promise<void> {
  for (;;) {
    const info = await ask(server, 'INFO');
    if (info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${SIZE}`)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function ask({ url }: RedisServer, ...command: string[]): Promise<string> {
  const client = createClient({ url });
  await client.connect();
  try {
    return await client.sendCommand<string>(['CLUSTER', ...command]);
  } finally {
    client.destroy();
  }
}
