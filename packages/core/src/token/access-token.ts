/** An access token as the application sees it: usable, and impossible to log by accident. */
import { outsideRequests } from '../async/outside-requests.ts';
import type { Timeline } from '../async/timeline.ts';
import type { TokenPolicy } from '../options/token-policy.ts';
import { covers, formatScopes, type GrantedScopes, type ScopeMask } from '../scope/scope-set.ts';
import type { TokenOwner } from '../subject/token-owner.ts';

/** An access token of Linxo's authorization server (RFC 6749 section 1.4). Its value is not enumerable and never printed. */
export interface AccessToken {
  /** The token itself, for an `Authorization: Bearer` header. */
  readonly value: string;
  /** The token type (RFC 6749 section 7.1). */
  readonly tokenType: 'Bearer';
  /** The scopes that were granted, as the authorization server spelled them. */
  readonly scopes: readonly string[];
  /** Returns the remaining lifetime in milliseconds, 0 once the token has expired. */
  expiresInMs(): number;
  /** Names the scopes, and never shows the token. */
  toString(): string;
}

/** Options of a {@link ManagedToken}. */
export interface ManagedTokenOptions {
  readonly owner: TokenOwner;
  readonly value: string;
  /** The scopes that were asked for. */
  readonly requested: ScopeMask;
  readonly granted: GrantedScopes;
  /** The whole lifetime, in milliseconds. */
  readonly lifetimeMs: number;
  /** The moment from which the lifetime counts, in milliseconds of the timeline: when the request for it was sent. */
  readonly sinceMs: number;
}

/** The settings by which tokens age: one object for all tokens of a manager. */
export interface LifetimeOptions {
  readonly timeline: Timeline;
  readonly policy: TokenPolicy;
}

/** The token that a manager caches. Everything on it is private or on the prototype, so nothing of it can be enumerated. */
export class ManagedToken implements AccessToken {
  readonly #value: string;
  readonly #username: string;
  readonly #fingerprint: string;
  readonly #requested: ScopeMask;
  readonly #granted: GrantedScopes;
  readonly #lifetimeMs: number;
  readonly #lifetime: LifetimeOptions;
  readonly #freshUntilMs: number;
  readonly #expiresAtMs: number;
  #promise: Promise<this> | undefined;

  constructor(
    { owner, value, requested, granted, lifetimeMs, sinceMs }: ManagedTokenOptions,
    lifetime: LifetimeOptions,
  ) {
    const { policy } = lifetime;
    const jitter = 1 + (2 * Math.random() - 1) * policy.refreshJitterRatio;
    const refreshMs = Math.min(policy.refreshAheadMs, lifetimeMs * policy.refreshAheadRatio) * jitter;
    this.#value = value;
    // Not the owner itself: it holds the password.
    this.#username = owner.username;
    this.#fingerprint = owner.fingerprint;
    this.#requested = requested;
    this.#granted = granted;
    // V8 stores whole numbers in place: a cached user takes less memory (test/process counts the bytes).
    this.#lifetimeMs = Math.ceil(lifetimeMs);
    this.#lifetime = lifetime;
    this.#expiresAtMs = Math.floor(sinceMs + lifetimeMs);
    // Never later than the margin, so that one comparison tells a fresh token.
    this.#freshUntilMs = this.#expiresAtMs - Math.max(Math.round(refreshMs), marginMsOf(lifetimeMs, policy));
    // All requests of an owner share it, and one must not leave anything on it for another.
    Object.freeze(this);
  }

  get value(): string {
    return this.#value;
  }

  get tokenType(): 'Bearer' {
    return 'Bearer';
  }

  get scopes(): readonly string[] {
    return this.#granted.names;
  }

  /** The owner's username. */
  get username(): string {
    return this.#username;
  }

  get requested(): ScopeMask {
    return this.#requested;
  }

  get requestedScope(): string {
    return formatScopes(this.#requested);
  }

  /** The granted scopes in the form that requirements are compared with. */
  get granted(): GrantedScopes {
    return this.#granted;
  }

  get grantedScope(): string {
    return this.#granted.names.join(' ');
  }

  get lifetimeMs(): number {
    return this.#lifetimeMs;
  }

  get remainingMs(): number {
    return this.expiresInMs();
  }

  /** A promise of this token, shared by all who await it. It is made when it is first needed, since it takes a tenth of the token's memory. */
  get asPromise(): Promise<this> {
    return this.#promise ?? this.#makePromise();
  }

  #makePromise(): Promise<this> {
    return (this.#promise = outsideRequests(() => Promise.resolve(this)));
  }

  /** True while the token is valid and its refresh window has not started. */
  get isFresh(): boolean {
    return this.#lifetime.timeline.nowMs() < this.#freshUntilMs;
  }

  /** True while the token may be handed out: it is valid and not in the last part of its lifetime. */
  get isServable(): boolean {
    return this.expiresInMs() > marginMsOf(this.#lifetimeMs, this.#lifetime.policy);
  }

  /** Returns true if this token was requested later than another one. */
  isLaterThan(other: ManagedToken): boolean {
    return this.#expiresAtMs - this.#lifetimeMs > other.#expiresAtMs - other.#lifetimeMs;
  }

  /** Returns true if the token was fetched for this owner: by username and password fingerprint. */
  belongsTo(owner: TokenOwner): boolean {
    return this.#fingerprint === owner.fingerprint && this.#username === owner.username;
  }

  /** Returns true if the granted scopes include all that are required. */
  covers(required: ScopeMask): boolean {
    return covers(this.#granted, required);
  }

  /**
   * Returns true if there is no better token to ask for: this one covers the required scopes, or was requested with all of them and
   * the authorization server granted fewer.
   */
  answers(required: ScopeMask): boolean {
    return covers(this.#granted, required) || (required & ~this.#requested) === 0;
  }

  /** Returns true if the other token has the same owner and was requested with the same scopes. */
  replaces(other: ManagedToken): boolean {
    return (
      this.#username === other.#username &&
      this.#fingerprint === other.#fingerprint &&
      this.#requested === other.#requested
    );
  }

  expiresInMs(): number {
    return Math.max(0, this.#expiresAtMs - this.#lifetime.timeline.nowMs());
  }

  toJSON(): object {
    return { tokenType: this.tokenType, scopes: this.scopes, expiresInMs: this.expiresInMs() };
  }

  toString(): string {
    return `AccessToken [${this.scopes.join(' ')}]`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** Returns the token that answers best: one that covers the required scopes, or one that was granted fewer. */
export function bestAnswer(tokens: readonly ManagedToken[], required: ScopeMask): ManagedToken | undefined {
  const answering = tokens.filter((token) => token.answers(required));
  return answering.find((token) => token.covers(required)) ?? answering[0];
}

/** Returns the last part of a lifetime in which a token is not handed out any more, because its request has a way to go. */
function marginMsOf(lifetimeMs: number, { expiryMarginMs, expiryMarginRatio }: TokenPolicy): number {
  return Math.round(Math.min(expiryMarginMs, lifetimeMs * expiryMarginRatio));
}
