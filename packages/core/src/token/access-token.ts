/** An access token as the application sees it: usable, and impossible to log by accident. */
import type { Timeline } from '../clock.ts';
import { formatScopes, type GrantedScopes, type ScopeMask } from '../scope/scope-set.ts';
import type { TokenPolicy } from './policy.ts';
import type { TokenRecord } from './token-store.ts';

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
  /** The key of the subject that it was fetched for. */
  readonly key: string;
  /** The same in the shared store, where one is set. */
  readonly sharedKey?: string | undefined;
  readonly value: string;
  /** The scopes that were asked for. */
  readonly requested: ScopeMask;
  readonly granted: GrantedScopes;
  /** The whole lifetime, in milliseconds. */
  readonly lifetimeMs: number;
  /** What is left of it, in milliseconds. Default: all of it. */
  readonly remainingMs?: number;
}

/** The token that the manager keeps. Everything on it is private or on the prototype, so nothing of it can be enumerated. */
export class ManagedToken implements AccessToken, TokenRecord {
  readonly #value: string;
  readonly #key: string;
  readonly #sharedKey: string | undefined;
  readonly #requested: ScopeMask;
  readonly #granted: GrantedScopes;
  readonly #lifetimeMs: number;
  readonly #timeline: Timeline;
  readonly #freshUntilMs: number;
  readonly #servedUntilMs: number;
  readonly #expiresAtMs: number;
  #settled: Promise<this> | undefined;

  /** Counts the lifetime from now: make it when the answer arrives. */
  constructor(facts: TokenFacts, timeline: Timeline, policy: TokenPolicy) {
    const { lifetimeMs, remainingMs = lifetimeMs } = facts;
    const jitter = 1 + (2 * Math.random() - 1) * policy.refreshJitterRatio;
    const marginMs = Math.min(policy.expiryMarginMs, lifetimeMs * policy.expiryMarginRatio);
    const refreshMs = Math.min(policy.refreshAheadMs, lifetimeMs * policy.refreshAheadRatio) * jitter;
    this.#value = facts.value;
    this.#key = facts.key;
    this.#sharedKey = facts.sharedKey;
    this.#requested = facts.requested;
    this.#granted = facts.granted;
    // Whole milliseconds: V8 keeps small integers in place, and a user's token costs as little memory as it can.
    this.#lifetimeMs = Math.ceil(lifetimeMs);
    this.#timeline = timeline;
    this.#expiresAtMs = Math.floor(timeline.nowMs() + remainingMs);
    this.#servedUntilMs = this.#expiresAtMs - Math.round(marginMs);
    // Never later than the margin, so that a look at one number tells a fresh token.
    this.#freshUntilMs = this.#expiresAtMs - Math.round(Math.max(refreshMs, marginMs));
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

  get key(): string {
    return this.#key;
  }

  get sharedKey(): string | undefined {
    return this.#sharedKey;
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
    return this.#timeline.nowMs() < this.#freshUntilMs;
  }

  /** Late in its life: whether it can still be served, while the next one is fetched. */
  get isServed(): boolean {
    return this.#timeline.nowMs() < this.#servedUntilMs;
  }

  expiresInMs(): number {
    return Math.max(0, this.#expiresAtMs - this.#timeline.nowMs());
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
