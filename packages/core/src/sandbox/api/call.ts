/** What a handler of the API gets: who calls, for which user, with what. */

import type { Exchange } from '../http/exchange.ts';
import type { Reply } from '../http/reply.ts';
import type { UserData } from '../world/user-data.ts';
import type { World } from '../world/world.ts';
import { ApiError } from './api-error.ts';

/** Whom a token speaks for, and what its scopes open. */
export interface Caller {
  readonly clientId: string;
  /** The token's own user, or the one that a client acts for in admin mode; `undefined` for a client as itself. */
  readonly userId: string | undefined;
  /** Whether a client acts for the user, by headers. */
  readonly admin: boolean;
  /** Everything that the token opens, inclusions honoured. */
  readonly opens: ReadonlySet<string>;
}

export interface Call {
  readonly exchange: Exchange;
  readonly caller: Caller;
  /** What stands in the braces of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly world: World;
}

/** A call that is made for a user. */
export interface UserCall extends Call {
  readonly userId: string;
  readonly data: UserData;
}

export type Answer<C extends Call = Call> = (call: C) => Reply | Promise<Reply>;

/** The thing with the id in the path, or a 404. */
export function found<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new ApiError('NOT_FOUND', `No such ${what}`);
  return thing;
}

export function idOf(call: Call): string {
  return call.params['id'] ?? '';
}
