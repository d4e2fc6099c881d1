/** What is used of a `redis` (node-redis) client. The application makes it, connects it, and closes it. */

/** A connected client of the npm package `redis`, version 5 or newer, or anything that offers the same. */
export interface RedisClient {
  /** Whether commands are answered now. Commands that would only be queued are not sent. */
  readonly isReady: boolean;
  /** Runs a Lua script (`EVAL`). */
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}
