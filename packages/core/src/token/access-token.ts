/** An access token as the application sees it: usable, and impossible to log by accident. */
import type { Clock } from '../clock.ts';
import type { GrantedScopes, ScopeMask } from '../scope/scope-set.ts';
import type { TokenPolicy } from './policy.ts';

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
}

/** What the manager knows of a token when it arrives. */
export interface TokenFacts {
  /** The key of the subject that it was fetched for. */
  readonly key: string;
  readonly value: string;
  /** The scopes that were asked for. */
  readonly requested: ScopeMask;
  readonly granted: GrantedScopes;
  /** From the answer's arrival, in milliseconds. */
  readonly lifetimeMs: number;
}

/** The token that the manager keeps. Everything on it is private or on the prototype, so nothing of it can be enumerated. */
export class ManagedToken implements AccessToken {
  readonly #facts: TokenFacts;
  readonly #clock: Clock;
  readonly #expiresAtMs: number;
  readonly #expiresAtMonotonicMs: number;
  readonly #marginMs: number;
  readonly #refreshMs: number;

  /** Counts the lifetime from now: make it when the answer arrives. */
  constructor(facts: TokenFacts, clock: Clock, policy: TokenPolicy) {
    const { lifetimeMs } = facts;
    const jitter = 1 + (2 * Math.random() - 1) * policy.refreshJitterRatio;
    this.#facts = facts;
    this.#clock = clock;
    this.#marginMs = Math.min(policy.expiryMarginMs, lifetimeMs * policy.expiryMarginRatio);
    this.#refreshMs = Math.min(policy.refreshAheadMs, lifetimeMs * policy.refreshAheadRatio) * jitter;
    this.#expiresAtMs = clock.now() + facts.lifetimeMs;
    this.#expiresAtMonotonicMs = clock.monotonic() + facts.lifetimeMs;
  }

  get value(): string {
    return this.#facts.value;
  }

  get tokenType(): 'Bearer' {
    return 'Bearer';
  }

  get scopes(): readonly string[] {
    return this.#facts.granted.names;
  }

  get key(): string {
    return this.#facts.key;
  }

  get requested(): ScopeMask {
    return this.#facts.requested;
  }

  /** What was granted, in the form in which it is judged. */
  get granted(): GrantedScopes {
    return this.#facts.granted;
  }

  /** What is to be done with it: serve it, serve it and fetch the next one meanwhile, or not hand it out any more. */
  get phase(): 'fresh' | 'refresh' | 'over' {
    const remainingMs = this.expiresInMs();
    if (remainingMs > this.#refreshMs && remainingMs > this.#marginMs) return 'fresh';
    return remainingMs > this.#marginMs ? 'refresh' : 'over';
  }

  /** By whichever clock moved further: one that was set back never revives a token, a sleep never hides an expiry. */
  expiresInMs(): number {
    const byWallClock = this.#expiresAtMs - this.#clock.now();
    const byMonotonicClock = this.#expiresAtMonotonicMs - this.#clock.monotonic();
    return Math.max(0, Math.min(byWallClock, byMonotonicClock));
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
