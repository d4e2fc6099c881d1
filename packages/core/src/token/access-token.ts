/** An access token as the application sees it: usable, and impossible to log by accident. */
import type { Timeline } from '../async/timeline.ts';
import { formatScopes, type GrantedScopes, type ScopeMask } from '../scope/scope-set.ts';
import type { OwnedToken } from './token-cache.ts';
import type { TokenPolicy } from '../options/token-policy.ts';

/** An access token of Linxo's authorization server (RFC 6749 section 1.4). Its value is not enumerable and never printed. */
export interface AccessToken {
  /** The token itself, for an `Authorization: Bearer` header. */
  readonly value: string;
  /** The token type (RFC 6749 section 7.1). */
  readonly tokenType: 'Bearer';
  /** The scopes that were granted, as the authorization server spelled them. */
  readonly scopes: readonly string[];
  /** How long the token is still valid, in milliseconds; 0 once it has expired. */
  expiresInMs(): number;
  /** Names the scopes, and never shows the token. */
  toString(): string;
}

/** What the manager knows of a token. */
export interface TokenFacts {
  /** The username that it was fetched for; empty for the application's own. */
  readonly username: string;
  /** The print of the password that earned it; empty where there was none to look at. */
  readonly print: string;
  readonly value: string;
  /** The scopes that were asked for. */
  readonly requested: ScopeMask;
  readonly granted: GrantedScopes;
  /** The whole lifetime, in milliseconds. */
  readonly lifetimeMs: number;
  /** What is left of it, in milliseconds. Default: all of it. */
  readonly remainingMs?: number;
}

/** By what a token ages: one object for all tokens of a manager. */
export interface Ageing {
  readonly timeline: Timeline;
  readonly policy: TokenPolicy;
}

/** The token that the manager keeps. Everything on it is private or on the prototype, so nothing of it can be enumerated. */
export class ManagedToken implements AccessToken, OwnedToken {
  readonly #value: string;
  readonly #username: string;
  readonly #print: string;
  readonly #requested: ScopeMask;
  readonly #granted: GrantedScopes;
  readonly #lifetimeMs: number;
  readonly #ageing: Ageing;
  readonly #freshUntilMs: number;
  readonly #expiresAtMs: number;
  #settled: Promise<this> | undefined;

  /** Counts the lifetime from now: make it when the answer arrives. */
  constructor(facts: TokenFacts, ageing: Ageing) {
    const { lifetimeMs, remainingMs = lifetimeMs } = facts;
    const { timeline, policy } = ageing;
    const jitter = 1 + (2 * Math.random() - 1) * policy.refreshJitterRatio;
    const refreshMs = Math.min(policy.refreshAheadMs, lifetimeMs * policy.refreshAheadRatio) * jitter;
    this.#value = facts.value;
    this.#username = facts.username;
    this.#print = facts.print;
    this.#requested = facts.requested;
    this.#granted = facts.granted;
    // Whole milliseconds: V8 keeps small integers in place, and a user's token costs as little memory as it can.
    this.#lifetimeMs = Math.ceil(lifetimeMs);
    this.#ageing = ageing;
    this.#expiresAtMs = Math.floor(timeline.nowMs() + remainingMs);
    // Never later than the margin, so that a look at one number tells a fresh token.
    this.#freshUntilMs = this.#expiresAtMs - Math.max(Math.round(refreshMs), marginMsOf(lifetimeMs, policy));
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

  get username(): string {
    return this.#username;
  }

  get print(): string {
    return this.#print;
  }

  get requested(): ScopeMask {
    return this.#requested;
  }

  get requestedScope(): string {
    return formatScopes(this.#requested);
  }

  /** What was granted, in the form in which it is judged. */
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

  /** A promise of it: one for all who await it. Made only when somebody does, because it costs a tenth of the token's memory. */
  get settled(): Promise<this> {
    return (this.#settled ??= Promise.resolve(this));
  }

  /** Whether it can be served and nothing else is to be done: nearly always. */
  get isFresh(): boolean {
    return this.#ageing.timeline.nowMs() < this.#freshUntilMs;
  }

  /** Late in its life: whether it can still be served, while the next one is fetched. */
  get isServed(): boolean {
    return this.expiresInMs() > marginMsOf(this.#lifetimeMs, this.#ageing.policy);
  }

  expiresInMs(): number {
    return Math.max(0, this.#expiresAtMs - this.#ageing.timeline.nowMs());
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

/** So long before its end a token is not handed out any more: a request that takes it has a way to go. */
function marginMsOf(lifetimeMs: number, { expiryMarginMs, expiryMarginRatio }: TokenPolicy): number {
  return Math.round(Math.min(expiryMarginMs, lifetimeMs * expiryMarginRatio));
}
