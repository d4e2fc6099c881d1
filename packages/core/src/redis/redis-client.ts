/** The part of a `redis` (node-redis) client that is used. The application makes it, connects it, and closes it. */

/** A connected client of the npm package `redis`, version 5 or newer, or an object that offers the same. */
export interface RedisClient {
  /** True while commands are answered. Commands that would only be queued are not sent. */
  readonly isReady: boolean;
  /** Runs a Lua script (`EVAL`). */
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}
