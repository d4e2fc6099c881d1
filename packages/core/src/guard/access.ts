/** What a guard that passed leaves for the handler: the token, and an API client that reaches what the route declares. */
import type { ApiClient } from '../api/api-client.ts';
import type { Endpoint, OpenedBy } from '../catalog/endpoints.ts';
import type { Scope } from '../catalog/scopes.ts';
import type { Linxo } from '../linxo.ts';
import { type ScopeMask, scopesOf } from '../scope/scope-set.ts';
import type { AccessToken, ManagedToken } from '../token/access-token.ts';
import { type Subject, withHiddenPassword } from '../token/subject.ts';

/**
 * What a handler finds at `ctx.state.linxo` or `res.locals.linxo`.
 *
 * @typeParam S the scopes that the route declares
 * @typeParam E the endpoints that they open
 */
export interface LinxoAccess<S extends Scope = Scope, E extends Endpoint = OpenedBy<S>> {
  /** The access token with which the guard passed. */
  readonly token: AccessToken;
  /** The scopes that were granted, with all that they include; those that the route declares are among them. */
  readonly scopes: readonly Scope[];
  /** An API client for the endpoints that the declared scopes open. It renews the token when it has to. */
  readonly api: ApiClient<E>;
  /** Whose token it is. The password is there, but neither enumerable nor printed. */
  readonly subject: Subject;
}

/** Everything is private or made on demand: a request that uses only the token pays for nothing else. */
export class GrantedAccess implements LinxoAccess<Scope, Endpoint> {
  readonly #connect: Linxo;
  readonly #subject: Subject;
  readonly #declared: ScopeMask;
  readonly #token: ManagedToken;
  #api: ApiClient | undefined;

  constructor(connect: Linxo, subject: Subject, declared: ScopeMask, token: ManagedToken) {
    this.#connect = connect;
    this.#subject = subject;
    this.#declared = declared;
    this.#token = token;
  }

  get token(): AccessToken {
    return this.#token;
  }

  get scopes(): readonly Scope[] {
    return scopesOf(this.#token.granted.expanded);
  }

  get subject(): Subject {
    return withHiddenPassword(this.#subject);
  }

  get api(): ApiClient {
    return (this.#api ??= this.#connect.apiFor(this.#subject, this.#declared));
  }

  toJSON(): object {
    return { token: this.#token, scopes: this.scopes };
  }
}
