/** Judges whether a request may go on: finds its subject, its token, and whether what was granted meets what the route requires. */
import type { Catalogue } from '../endpoint/endpoint-catalogue.ts';
import type { Scope } from '../catalog/scopes.ts';
import {
  InsufficientScope,
  InvalidConfiguration,
  ScopeRejected,
  type ScopeShortfall,
  UserRequired,
} from '../errors/errors.ts';
import { announceRefusal } from '../diagnostics/channels.ts';
import { isLinxoError, type LinxoError } from '../errors/linxo-error.ts';
import { covers, missingScopes, type ScopeMask, scopesOf, unionOf } from '../scope/scope-set.ts';
import type { ManagedToken } from '../token/access-token.ts';
import { copyOf, isClient, parseResourceOwner, type Subject } from '../subject/subject.ts';
import { printOf } from '../subject/token-owner.ts';
import { accessOn, GrantedAccess } from './access.ts';
import { SIGN_IN_CHALLENGE } from './challenge.ts';
import { type Mount, mountOf, type UserFound } from './mount.ts';
import { createRequirement, type Declaration, parseArguments, type Requirement } from './requirement.ts';

/** What a guard decided: access, which says so itself, or a refusal. Failures that are nobody's decision are thrown instead. */
export type Decision = GrantedAccess | Refused;

/** The caller may not go on. */
export interface Refused {
  readonly allowed: false;
  readonly refusal: LinxoError;
}

/** Whether a decision is there already. */
export function isDecided(decision: Decision | Promise<Decision>): decision is Decision {
  // Asked for each request, and cheaper than `instanceof Promise`.
  return (decision as Partial<Decision>).allowed !== undefined;
}

/** Judges the requests of one route. */
export class Guard {
  readonly declaration: Declaration;
  /** What the declaration comes to by Linxo's own catalogue. */
  readonly requirement: Requirement;
  #mount: Mount | undefined;
  #catalogue: Catalogue | undefined;
  #required: Requirement;
  /** What the application's own token gave last: nearly always it is the same for all requests. */
  #clientAccess: GrantedAccess | undefined;

  /** @throws InvalidConfiguration when the declaration makes no sense: where the route is declared, not at its first request */
  constructor(declaration: Declaration) {
    this.declaration = declaration;
    this.requirement = createRequirement(declaration);
    this.#required = this.requirement;
  }

  /**
   * Whether an earlier guard left on the request what this one would: then there is nothing to decide. By itself, so that V8
   * makes of it a few instructions that the rest of a decision does not burden.
   *
   * @param state what a framework keeps for one request
   */
  isMet(state: object): boolean {
    const access = accessOn(state);
    if (access === undefined) return false;
    const mount = mountOf(state);
    return access.meets(this.#requirementFor(mount), mount);
  }

  /**
   * Decides. The decision on a warm token is there at once, without a promise. Guards in a row ask for user and token once: the
   * later ones judge what the first has found.
   *
   * @param state what a framework keeps for one request: `linxo(…)` left its mount there, an earlier guard its access
   * @param request what the framework gives, handed to `user`
   * @throws LinxoError when no token could be had for reasons that are not the caller's
   */
  decide(state: object, request: unknown): Decision | Promise<Decision> {
    const mount = mountOf(state);
    const required = this.#requirementFor(mount);
    return accessOn(state)?.meeting(required, mount) ?? this.#decideAnew(mount, required, request);
  }

  #decideAnew(mount: Mount, required: Requirement, request: unknown): Decision | Promise<Decision> {
    if (required.subjectType === 'client') return this.#judge(mount, required, 'client');
    if (!mount.user) {
      throw new InvalidConfiguration([
        "this route needs a user's token: mount linxo(connect, { user }) with a user function.",
      ]);
    }
    const found = mount.user(request);
    return isPromise(found)
      ? found.then((user) => this.#judgeUser(mount, required, user))
      : this.#judgeUser(mount, required, found);
  }

  /** The catalogue is the application's, so it is known only here; nearly always one mount serves all requests. */
  #requirementFor(mount: Mount): Requirement {
    if (this.#mount !== mount) this.#adopt(mount);
    return this.#required;
  }

  #adopt(mount: Mount): void {
    const { catalogue } = mount.connect;
    if (this.#catalogue !== catalogue) this.#required = createRequirement(this.declaration, catalogue);
    this.#catalogue = catalogue;
    this.#mount = mount;
  }

  #judgeUser(mount: Mount, required: Requirement, user: UserFound): Decision | Promise<Decision> {
    if (user === null || user === undefined)
      return refuse(required, new UserRequired({ headers: { 'WWW-Authenticate': SIGN_IN_CHALLENGE } }));
    return this.#judge(mount, required, parseResourceOwner(user, 'what user() gives'));
  }

  #judge(mount: Mount, required: Requirement, subject: Subject): Decision | Promise<Decision> {
    const { tokens } = mount.connect;
    const print = printOf(subject);
    let best: ManagedToken | undefined;
    let isComplete = true;
    // By index: `for…of` compiles to so much that V8 would leave the way to the token out of what it inlines.
    for (let index = 0; index < required.alternatives.length; index++) {
      const alternative = required.alternatives[index] as ScopeMask;
      const token = tokens.find(subject, print, alternative);
      if (token && covers(token.granted, alternative)) return this.#allow(mount, subject, alternative, token);
      if (token) best ??= token;
      else isComplete = false;
    }
    return best && isComplete ? refuseGrant(required, best) : this.#obtain(mount, required, subject, print);
  }

  #allow(mount: Mount, subject: Subject, declared: ScopeMask, token: ManagedToken): GrantedAccess {
    if (this.#clientAccess?.isOf(mount, subject, declared, token)) return this.#clientAccess;
    const access = new GrantedAccess(mount, subject, declared, token);
    // A user's is not kept: it has the password.
    if (isClient(subject)) this.#clientAccess = access;
    return access;
  }

  /** One alternative after the other, the one that includes least first: no token carries more than a route needs. */
  async #obtain(mount: Mount, required: Requirement, found: Subject, print: string): Promise<Decision> {
    const { tokens } = mount.connect;
    const subject = copyOf(found);
    let best: ManagedToken | undefined;
    let rejection: LinxoError | undefined;
    for (const alternative of required.alternatives) {
      try {
        const token = tokens.find(subject, print, alternative) ?? (await tokens.obtain(subject, print, alternative));
        if (covers(token.granted, alternative)) return this.#allow(mount, subject, alternative, token);
        best ??= token;
      } catch (error) {
        if (!isLinxoError(error, 'ERR_SCOPE_REJECTED')) throw error;
        rejection ??= error;
      }
    }
    if (best) return refuseGrant(required, best);
    const details = { headers: challengeOf(required), upstream: rejection?.upstream };
    return refuse(required, new ScopeRejected(shortfallOf(required), details));
  }
}

/**
 * A guard from the arguments that a developer gave to `requireScope`, `requireAnyScope` or `requireEndpoint`.
 *
 * @throws InvalidConfiguration when they make no sense
 */
export function createGuard(kind: Declaration['kind'], args: readonly unknown[]): Guard {
  const { declared, ...options } = parseArguments<never>(args);
  return new Guard(
    kind === 'endpoints' ? { kind, endpoints: declared, ...options } : { kind, scopes: declared, ...options },
  );
}

function refuseGrant(required: Requirement, token: ManagedToken): Refused {
  return refuse(required, new InsufficientScope(shortfallOf(required, token), { headers: challengeOf(required) }));
}

/** A new object for each refusal: applications may add headers of their own. */
function challengeOf({ challenge }: Requirement): Readonly<Record<string, string>> {
  return { 'WWW-Authenticate': challenge };
}

function shortfallOf({ alternatives, scopes }: Requirement, token?: ManagedToken): ScopeShortfall {
  const missing: readonly Scope[] = token ? missingScopes(token.granted, unionOf(alternatives)) : scopes;
  const either = alternatives.length > 1 ? { alternatives: alternatives.map(scopesOf) } : {};
  return { requiredScopes: scopes, missingScopes: missing, ...either };
}

function refuse({ scopes }: Requirement, refusal: LinxoError): Refused {
  announceRefusal({ code: refusal.code, scopes });
  return { allowed: false, refusal };
}

function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof (value as Promise<T> | undefined)?.then === 'function';
}
