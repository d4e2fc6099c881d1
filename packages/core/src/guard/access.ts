/** What a guard that passed leaves for the handler: the token, and an API client that reaches what the route declares. */
import type { ApiClient } from '../api/api-client.ts';
import type { Endpoint, OpenedBy } from '../catalog/endpoints.ts';
import type { SubjectType, Scope } from '../catalog/scopes.ts';
import { covers, type ScopeMask, scopesOf } from '../scope/scope-set.ts';
import type { AccessToken, ManagedToken } from '../token/access-token.ts';
import { isClient, type Subject, withHiddenPassword } from '../subject/subject.ts';
import type { Mount } from './mount.ts';
import type { Requirement } from './requirement.ts';

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
  readonly #mount: Mount;
  readonly #subject: Subject;
  readonly #subjectType: SubjectType;
  readonly #declared: ScopeMask;
  readonly #token: ManagedToken;
  #api: ApiClient | undefined;

  constructor(mount: Mount, subject: Subject, declared: ScopeMask, token: ManagedToken) {
    this.#mount = mount;
    this.#subject = subject;
    this.#subjectType = isClient(subject) ? 'client' : 'user';
    this.#declared = declared;
    this.#token = token;
  }

  /** Cheaper than `instanceof`, and asked for each request. */
  static is(value: unknown): value is GrantedAccess {
    return typeof value === 'object' && value !== null && #mount in value;
  }

  /** Tells it from a refusal. */
  get allowed(): true {
    return true;
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
    return (this.#api ??= this.#mount.connect.apiFor(this.#subject, this.#declared));
  }

  /** Whether it is what a guard would make of these. */
  isOf(mount: Mount, subject: Subject, declared: ScopeMask, token: ManagedToken): boolean {
    return token === this.#token && declared === this.#declared && mount === this.#mount && subject === this.#subject;
  }

  /** Whether it is what another guard would give, too. */
  meets({ subjectType, least }: Requirement, mount: Mount): boolean {
    return least === this.#declared && subjectType === this.#subjectType && mount === this.#mount;
  }

  /** The same for another guard's requirement; none where that guard needs another token. */
  meeting(required: Requirement, mount: Mount): GrantedAccess | undefined {
    if (this.meets(required, mount)) return this;
    if (mount !== this.#mount || required.subjectType !== this.#subjectType) return undefined;
    const alternative = required.alternatives.find((one) => covers(this.#token.granted, one));
    if (alternative === undefined) return undefined;
    return new GrantedAccess(mount, this.#subject, alternative, this.#token);
  }

  toJSON(): object {
    return { token: this.#token, scopes: this.scopes };
  }
}

/** The access that a guard has left on a request. */
export function accessOn(state: { readonly linxo?: unknown }): GrantedAccess | undefined {
  return GrantedAccess.is(state.linxo) ? state.linxo : undefined;
}
