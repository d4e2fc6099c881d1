/** An access token as the application sees it: usable, and impossible to log by accident. */
import type { Clock } from '../clock.ts';
import type { GrantedScopes } from '../scope/scope-set.ts';

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

/** When a token arrived, by both clocks, and how long it lives. */
export interface Lifetime {
  /** In milliseconds. */
  readonly lifetimeMs: number;
  readonly arrivedAtMs: number;
  readonly arrivedAtMonotonicMs: number;
}

/** The token that the manager keeps. Everything on it is private or on the prototype, so nothing of it can be enumerated. */
export class ManagedToken implements AccessToken {
  readonly #value: string;
  readonly #clock: Clock;
  readonly #expiresAtMs: number;
  readonly #expiresAtMonotonicMs: number;
  readonly #lifetimeMs: number;
  readonly #granted: GrantedScopes;

  constructor(value: string, granted: GrantedScopes, lifetime: Lifetime, clock: Clock) {
    this.#value = value;
    this.#clock = clock;
    this.#granted = granted;
    this.#lifetimeMs = lifetime.lifetimeMs;
    this.#expiresAtMs = lifetime.arrivedAtMs + lifetime.lifetimeMs;
    this.#expiresAtMonotonicMs = lifetime.arrivedAtMonotonicMs + lifetime.lifetimeMs;
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

  /** What was granted, in the form in which it is judged. */
  get granted(): GrantedScopes {
    return this.#granted;
  }

  /** The whole lifetime, in milliseconds from the arrival of the answer. */
  get lifetimeMs(): number {
    return this.#lifetimeMs;
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
