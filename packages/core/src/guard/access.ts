/** The access that a guard leaves for the handler: the token, and an API client that reaches what the route declares. */
import type { ApiClient } from '../api/api-client.ts';
import type { Endpoint, OpenedBy } from '../catalog/endpoints.ts';
import type { Scope } from '../catalog/scopes.ts';
import { covers, maskOf, type ScopeMask } from '../scope/scope-set.ts';
import type { Subject } from '../subject/subject.ts';
import type { TokenOwner } from '../subject/token-owner.ts';
import type { AccessToken, ManagedToken } from '../token/access-token.ts';
import type { Mount } from './mount.ts';
import type { Requirement } from './requirement.ts';

/**
 * What a handler finds at `ctx.state.linxo` or `res.locals.linxo`.
 *
 * @typeParam S the scopes that the route declares
 * @typeParam E the endpoints that they open
 */
export interface LinxoAccess<S extends Scope = Scope, E extends Endpoint = OpenedBy<S>> {
  /** The access token that satisfied the guard. */
  readonly token: AccessToken;
  /** The scopes that were granted, as the authorization server spelled them: those of the token. */
  readonly scopes: readonly string[];
  /** Returns true if the scope was granted, by itself or included in another one. */
  hasScope(scope: Scope): boolean;
  /** An API client for the endpoints that the declared scopes open. It renews the token when it has to. */
  readonly api: ApiClient<E>;
  /** The subject of the token. A user's password is there, but neither enumerable nor printed. */
  readonly subject: Subject;
}

/** Everything is private or made on demand: a request that uses only the token pays for nothing else. */
export class GrantedAccess implements LinxoAccess<Scope, Endpoint> {
  readonly #mount: Mount;
  readonly #owner: TokenOwner;
  readonly #declared: ScopeMask;
  readonly #token: ManagedToken;
  /** The request that the user's access was granted for. The application's own access serves every request. */
  readonly #request: unknown;
  #api: ApiClient | undefined;

  constructor(mount: Mount, owner: TokenOwner, declared: ScopeMask, token: ManagedToken, request: unknown) {
    this.#mount = mount;
    this.#owner = owner;
    this.#declared = declared;
    this.#token = token;
    this.#request = owner.isClient ? undefined : request;
  }

  /** Returns true if a value is the access of a guard. */
  static is(value: unknown): value is GrantedAccess {
    return typeof value === 'object' && value !== null && #mount in value;
  }

  /** Distinguishes access from a refusal. */
  get allowed(): true {
    return true;
  }

  get token(): AccessToken {
    return this.#token;
  }

  get scopes(): readonly string[] {
    return this.#token.scopes;
  }

  hasScope(scope: Scope): boolean {
    const required = maskOf([scope]);
    return required !== 0 && this.#token.covers(required);
  }

  get subject(): Subject {
    return this.#owner.subject;
  }

  get api(): ApiClient {
    if (this.#api === undefined) {
      const api = this.#mount.connect.apiFor({ owner: this.#owner, scopes: this.#declared });
      // The application's own access serves all requests, and one must not leave anything on it for another.
      this.#api = this.#owner.isClient ? Object.freeze(api) : api;
    }
    return this.#api;
  }

  /** Returns true if a guard would grant this same access for these. */
  equals(mount: Mount, owner: TokenOwner, declared: ScopeMask, token: ManagedToken): boolean {
    return token === this.#token && declared === this.#declared && mount === this.#mount && owner === this.#owner;
  }

  /** Returns true if this is exactly the access that another guard of this request would grant. */
  satisfies(required: Requirement, mount: Mount, request: unknown): boolean {
    return required.least === this.#declared && this.isFor(required, mount, request);
  }

  /**
   * Returns true if a guard may reuse this. Two requests may share one state by mistake, and one must not get the other's token. It is
   * no private method, because those take a field in each access.
   */
  isFor({ subjectType }: Requirement, mount: Mount, request: unknown): boolean {
    const { isClient } = this.#owner;
    return mount === this.#mount && (subjectType === 'client') === isClient && (isClient || request === this.#request);
  }

  /** Returns this access limited to another guard's scopes, or undefined if that guard needs a different token. */
  narrowedTo(required: Requirement, mount: Mount, request: unknown): GrantedAccess | undefined {
    if (!this.isFor(required, mount, request)) return undefined;
    const alternative = required.alternatives.find((scopes) => covers(this.#token.granted, scopes));
    if (alternative === undefined) return undefined;
    return new GrantedAccess(mount, this.#owner, alternative, this.#token, request);
  }

  toJSON(): object {
    return { token: this.#token, scopes: this.scopes };
  }
}

/** The state that a framework keeps for one request: Koa's `ctx.state`, Express' `res.locals`. */
interface GuardedState {
  linxo?: unknown;
}

/** Returns the access that a guard has left on a request. */
export function accessOn(state: object): GrantedAccess | undefined {
  const { linxo } = state as GuardedState;
  return GrantedAccess.is(linxo) ? linxo : undefined;
}

/** Leaves access on a request, for the handler and the guards that follow. */
export function leaveAccess(state: object, access: GrantedAccess): void {
  (state as GuardedState).linxo = access;
}
