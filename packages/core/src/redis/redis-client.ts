/** The part of a `redis` (node-redis) client that is used. The application makes it, connects it, and closes it. */
import { InvalidConfiguration } from '../errors/errors.ts';

/** The arguments of a script. */
interface ScriptOptions {
  keys: string[];
  arguments: string[];
}

/** A connected client, or cluster, of the npm package `redis`, version 5 or newer. */
export interface RedisClient {
  /** True while commands are answered. Commands that would only be queued are not sent. A cluster has `isOpen` instead. */
  readonly isReady?: boolean;
  readonly isOpen?: boolean;
  /** Runs a Lua script (`EVAL`). */
  eval(script: string, options: ScriptOptions): Promise<unknown>;
  /** Runs a Lua script that Redis knows (`EVALSHA`). */
  evalSha(digest: string, options: ScriptOptions): Promise<unknown>;
  /** Makes a client of its own for the subscription. */
  duplicate(): RedisSubscriber;
}

/** The client that {@link RedisClient.duplicate} makes. The library connects it and closes it. */
interface RedisSubscriber {
  on(event: string, listener: () => void): unknown;
  connect(): Promise<unknown>;
  subscribe(channels: string | string[], listener: (message: string) => void): Promise<unknown>;
  destroy(): void;
}

const WHAT_TO_PASS =
  "redisTokenStore(client, { secrets: [secret] }): client must be a client of the npm package 'redis', made by createClient() or createCluster()";

/**
 * Checks that a client can serve.
 *
 * @throws InvalidConfiguration that says what to pass
 */
export function checkRedisClient(client: unknown): RedisClient {
  const { isReady, isOpen, eval: evaluate, evalSha, duplicate } = Object(client) as Partial<RedisClient>;
  const isClient = [evaluate, evalSha, duplicate].every((method) => typeof method === 'function');
  if (isClient && typeof (isReady ?? isOpen) === 'boolean') return withPlainReplies(client as RedisClient);
  throw new InvalidConfiguration([`${WHAT_TO_PASS}${reasonFor(Object(client) as object)}.`]);
}

function reasonFor(client: object): string {
  if ('defineCommand' in client) return ', not one of ioredis';
  if ('execute' in client && 'totalClients' in client) return ', not a pool';
  return '';
}

/** A type mapping of the application's, such as texts as buffers, must not change the replies of the scripts. */
function withPlainReplies(client: RedisClient): RedisClient {
  const { withTypeMapping } = client as { withTypeMapping?: (mapping: object) => RedisClient };
  if (typeof withTypeMapping !== 'function') return client;
  const plain = withTypeMapping.call(client, {});
  return {
    get isReady() {
      return client.isReady ?? client.isOpen ?? false;
    },
    eval: (script, options) => plain.eval(script, options),
    evalSha: (digest, options) => plain.evalSha(digest, options),
    duplicate: () => client.duplicate(),
  };
}
