/** The arguments of the API's handlers. */
import type { Exchange } from '../http/exchange.ts';
import type { Reply } from '../http/reply.ts';
import type { UserData } from '../world/user-data.ts';
import type { World } from '../world/world.ts';
import { ApiError } from './api-error.ts';

/** The caller that a token identifies. */
export interface Caller {
  readonly clientId: string;
  /** The token's user, or the user that a client acts for in admin mode. It is `undefined` for a client acting for itself. */
  readonly userId: string | undefined;
  /** True if a client acts for the user (admin mode). */
  readonly admin: boolean;
  /** The scopes of the token and, if inclusions are honoured, the scopes that they include. */
  readonly scopes: ReadonlySet<string>;
}

export interface Call {
  readonly exchange: Exchange;
  readonly caller: Caller;
  /** The values of the path's parameters. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly world: World;
}

/** A call with a user's data. */
export interface UserCall extends Call {
  readonly userId: string;
  readonly data: UserData;
}

export type Answer<C extends Call = Call> = (call: C) => Reply | Promise<Reply>;

/** Returns the resource, or throws a 404 if there is none. */
export function found<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new ApiError('NOT_FOUND', `No such ${what}`);
  return thing;
}

export function idOf(call: Call): string {
  return call.params['id'] ?? '';
}
