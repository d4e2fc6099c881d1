/** Decides whether a request may continue: finds its subject and a token, and compares the granted scopes with the required ones. */
import type { Deadline } from '../async/deadline.ts';
import { isPromise } from '../async/is-promise.ts';
import type { Catalogue } from '../endpoint/endpoint-catalogue.ts';
import { asError } from '../errors/as-error.ts';
import { InvalidConfiguration, ScopeRejected, UserRequired } from '../errors/errors.ts';
import { isLinxoError, type LinxoError } from '../errors/linxo-error.ts';
import type { ScopeMask } from '../scope/scope-set.ts';
import { callApplication } from '../subject/application-function.ts';
import { CLIENT_OWNER, parseResourceOwner, type TokenOwner } from '../subject/token-owner.ts';
import type { ManagedToken } from '../token/access-token.ts';
import { accessOn, GrantedAccess, leaveAccess } from './access.ts';
import { SIGN_IN_CHALLENGE } from './challenge.ts';
import { type Decision, isDecided, refuse } from './decision.ts';
import { type Mount, mountOf, type UserFound } from './mount.ts';
import { parseArguments } from './parse-arguments.ts';
import { createRequirement, type Declaration, type Requirement } from './requirement.ts';
import { challengeOf, insufficientGrant, shortfallOf } from './refusal.ts';

/** The guard of one route. */
export class Guard {
  readonly declaration: Declaration;
  /** The requirement that the declaration makes by Linxo's own catalogue. */
  readonly requirement: Requirement;
  #mount: Mount | undefined;
  #catalogue: Catalogue | undefined;
  #required: Requirement;
  /** The access that the application's own token gave last. It is nearly always the same for all requests. */
  #clientAccess: GrantedAccess | undefined;

  /** @throws InvalidConfiguration when the declaration makes no sense: where the route is declared, not at its first request */
  constructor(declaration: Declaration) {
    this.declaration = declaration;
    this.requirement = createRequirement(declaration);
    this.#required = this.requirement;
  }

  /**
   * Decides, and leaves the access at `state.linxo` if the request may continue. With a cached token the decision is made without a
   * promise. Guards in a row ask for user and token once: the later ones reuse the access of the first.
   *
   * @param state the object of this one request on which `linxo(…)` has left its mount
   * @param request the framework's request, which `user` is called with
   * @throws LinxoError when no token could be had for reasons that are not the caller's
   */
  decide(state: object, request: unknown): Decision | Promise<Decision> {
    try {
      const mount = mountOf(state);
      const required = this.#requirementFor(mount);
      const access = accessOn(state);
      // A guard behind another one with the same scopes costs next to nothing (docs/benchmarks.md): the access is there already.
      if (access?.satisfies(required, mount, request)) return access;
      const decision = access?.narrowedTo(required, mount, request) ?? this.#decide(mount, required, request);
      return isDecided(decision) ? leave(state, decision) : leaveLater(state, decision);
    } catch (thrown) {
      throw asError(APPLICATION, thrown);
    }
  }

  #decide(mount: Mount, required: Requirement, request: unknown): Decision | Promise<Decision> {
    if (required.subjectType === 'client') return this.#judge(mount, required, request, CLIENT_OWNER);
    if (!mount.user) {
      throw new InvalidConfiguration([
        "this route needs a user's token: mount linxo(connect, { user }) with a user function.",
      ]);
    }
    const found = callUser(mount.user, request);
    if (!isPromise(found)) return this.#judgeUser(mount, required, request, ownerOf(found));
    const deadline = mount.connect.tokens.newDeadline();
    // The credentials are read at once: a moment later, the application's object may hold another user's.
    return callApplication('user', async () => ownerOf(await found), deadline).then((owner) =>
      this.#judgeUser(mount, required, request, owner, deadline),
    );
  }

  /** The catalogue is the application's, so the requirement is known only here. Nearly always one mount serves all requests. */
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

  #judgeUser(
    mount: Mount,
    required: Requirement,
    request: unknown,
    owner: TokenOwner | undefined,
    deadline?: Deadline,
  ): Decision | Promise<Decision> {
    if (owner) return this.#judge(mount, required, request, owner, deadline);
    return refuse(required, new UserRequired({ headers: { 'WWW-Authenticate': SIGN_IN_CHALLENGE } }));
  }

  #judge(
    mount: Mount,
    required: Requirement,
    request: unknown,
    owner: TokenOwner,
    deadline?: Deadline,
  ): Decision | Promise<Decision> {
    const { tokens } = mount.connect;
    let narrower: ManagedToken | undefined;
    let isComplete = true;
    for (const alternative of required.alternatives) {
      const token = tokens.cached(owner, alternative);
      if (token?.covers(alternative)) return this.#allow(mount, owner, alternative, token, request);
      if (token) narrower ??= token;
      else isComplete = false;
    }
    if (narrower && isComplete) return refuse(required, insufficientGrant(required, narrower));
    return this.#fetch(mount, required, request, owner, deadline);
  }

  #allow(mount: Mount, owner: TokenOwner, declared: ScopeMask, token: ManagedToken, request: unknown): GrantedAccess {
    if (this.#clientAccess?.equals(mount, owner, declared, token)) return this.#clientAccess;
    const access = new GrantedAccess(mount, owner, declared, token, request);
    // A user's access is not kept, because it has the password. What all requests share is frozen, or one could leave something for another.
    if (!owner.isClient) return access;
    Object.freeze(access);
    return (this.#clientAccess = access);
  }

  /** Tries one alternative after the other, the one that includes least first: no token is granted more than a route needs. */
  async #fetch(
    mount: Mount,
    required: Requirement,
    request: unknown,
    owner: TokenOwner,
    deadline = mount.connect.tokens.newDeadline(),
  ): Promise<Decision> {
    const { tokens } = mount.connect;
    let narrower: ManagedToken | undefined;
    let rejection: LinxoError | undefined;
    for (const alternative of required.alternatives) {
      try {
        const token = tokens.cached(owner, alternative) ?? (await tokens.fetch(owner, alternative, { deadline }));
        if (token.covers(alternative)) return this.#allow(mount, owner, alternative, token, request);
        narrower ??= token;
      } catch (error) {
        if (!isLinxoError(error, 'ERR_SCOPE_REJECTED')) throw error;
        rejection ??= error;
      }
    }
    if (narrower) return refuse(required, insufficientGrant(required, narrower));
    const details = { headers: challengeOf(required), upstream: rejection?.upstream };
    return refuse(required, new ScopeRejected(shortfallOf(required), details));
  }
}

/**
 * Makes a guard from the arguments of `requireScope`, `requireAnyScope` or `requireEndpoint`.
 *
 * @throws InvalidConfiguration when they make no sense
 */
export function createGuard(kind: Declaration['kind'], args: readonly unknown[]): Guard {
  const { declared, ...options } = parseArguments<never>(kind, args);
  return new Guard(
    kind === 'endpoints' ? { kind, endpoints: declared, ...options } : { kind, scopes: declared, ...options },
  );
}

function leave(state: object, decision: Decision): Decision {
  if (decision.allowed) leaveAccess(state, decision);
  return decision;
}

async function leaveLater(state: object, decision: Promise<Decision>): Promise<Decision> {
  try {
    return leave(state, await decision);
  } catch (thrown) {
    throw asError(APPLICATION, thrown);
  }
}

/** Code of the application's runs where it may not be expected: in getters, clocks and stores. All of it ends as an Error. */
const APPLICATION = "The application's code";

function callUser(user: NonNullable<Mount['user']>, request: unknown): ReturnType<typeof user> {
  try {
    return user(request);
  } catch (thrown) {
    throw asError("The application's user function", thrown);
  }
}

function ownerOf(user: UserFound): TokenOwner | undefined {
  return user === null || user === undefined ? undefined : parseResourceOwner(user, 'the result of user()');
}
