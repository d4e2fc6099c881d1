/** What takes part in a benchmark: ours, the peers and the floor, each behind the same few functions. */
import type { RequestListener } from 'node:http';
import type { Row } from './result.ts';

/** A token endpoint that knows one client, with client credentials over HTTP Basic. */
export interface TokenServer {
  /** Base URL; the token endpoint is `<issuer>/token`. */
  readonly issuer: string;
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
}

/** A library that keeps an access token of a client, used as its documentation says. */
export interface TokenContender {
  readonly name: string;
  /** What its users have to write around it: its own cache, or the check of `expired()` that its README shows. */
  readonly how: string;
  /** Makes a fresh client with nothing in its cache. */
  open(server: TokenServer): Promise<TokenClient> | TokenClient;
}

/** One client of a token server. */
interface TokenClient {
  /** The access token: the one at hand, or a new one. */
  getToken(): Promise<string>;
}

/** What verifies a caller's token in the peers, which guard APIs by the JWT that a caller sends. */
export interface JwtIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** The shared secret of HS256, the cheapest algorithm that all peers know. */
  readonly secret: string;
  /** A JWT with `scope: "accounts_read"`, and its claims. */
  readonly jwt: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** A guard as a function call: the caller's token has been read already, what is measured is the judgement of its scopes. */
export interface GuardContender {
  readonly name: string;
  readonly how: string;
  /** A call that passes; answers how often the next handler ran. */
  open(issuer: JwtIssuer): { pass(): unknown; refuse(): unknown; passed(): number; refused(): number };
}

/** An application with one guarded route, `GET /accounts`, that answers `{"accounts":[]}`. */
export interface ServerContender {
  readonly name: string;
  readonly kind: Row['kind'];
  readonly framework: 'koa' | 'express';
  readonly how: string;
  /** The listener, and the headers that a request needs to pass. */
  open(issuer: JwtIssuer): Promise<ServerUnderLoad> | ServerUnderLoad;
}

/** A server that is ready to be loaded. */
interface ServerUnderLoad {
  readonly listener: RequestListener;
  readonly headers: Readonly<Record<string, string>>;
}
