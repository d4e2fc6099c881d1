/** Slows down guessing: different passwords, given as text, that are tried for one username. */
import { createLRU } from 'lru.min';
import type { Clock } from '../async/clock.ts';
import { TooManyAttempts } from '../errors/errors.ts';
import type { TokenPolicy } from '../options/token-policy.ts';
import type { TokenOwner } from '../subject/token-owner.ts';

/** The wrong passwords for one username, by their fingerprints. */
interface Attempts {
  /** Refused passwords, up to the number that is free. */
  readonly refused: Set<string>;
  /** Unknown passwords that are being sent. */
  readonly pending: Set<string>;
  /** Passwords that earned a token since the first refusal. */
  readonly accepted: Set<string>;
  /** Refusals since the free ones were used up. */
  slowed: number;
  untilMs: number;
  lastAtMs: number;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** Refusals are forgotten after this long without another one. */
const FORGOTTEN_AFTER_MS = 3_600_000;

/** Options of {@link Guesses}. */
export interface GuessesOptions {
  readonly policy: TokenPolicy;
  readonly clock: Clock;
  /** Returns true if a token of this owner is cached. Who has a token is never slowed down. */
  readonly hasToken: (owner: TokenOwner) => boolean;
}

/** The guesses at the passwords of one manager's users. A password that is a function is never slowed down: the application is trusted. */
export class Guesses {
  readonly #options: GuessesOptions;
  readonly #attempts: ReturnType<typeof createLRU<string, Attempts>>;

  constructor(options: GuessesOptions) {
    this.#options = options;
    this.#attempts = createLRU({ max: options.policy.maxSubjects });
  }

  /** @throws TooManyAttempts when an owner's password is unknown, and unknown passwords of that username are slowed down */
  check(owner: TokenOwner): void {
    const attempts = this.#attempts.get(owner.usernameKey);
    if (!attempts || this.#isKnown(owner, attempts)) return;
    const { refused, pending, untilMs } = attempts;
    const pauseMs = untilMs - this.#options.clock.monotonic();
    if (pauseMs > 0) throw new TooManyAttempts(pauseMs);
    // Those that are being sent may all turn out wrong. Once the free ones are used up, one is sent at a time.
    const room = Math.max(1, this.#options.policy.maxGuesses - refused.size);
    if (pending.size >= room) throw new TooManyAttempts(FIRST_PAUSE_MS);
  }

  /**
   * Notes that an owner's password is being sent.
   *
   * @returns a function to be called when it is known what came of it
   * @throws TooManyAttempts as {@link check} does
   */
  begin(owner: TokenOwner): () => void {
    if (owner.hasTrustedPassword) return () => {};
    this.check(owner);
    const { usernameKey, fingerprint } = owner;
    const attempts = this.#of(usernameKey);
    if (this.#isKnown(owner, attempts)) return () => this.#tidy(usernameKey, attempts);
    attempts.pending.add(fingerprint);
    return () => {
      attempts.pending.delete(fingerprint);
      this.#tidy(usernameKey, attempts);
    };
  }

  /** Notes that an owner's password was refused. */
  refused({ usernameKey, fingerprint, hasTrustedPassword }: TokenOwner): void {
    if (hasTrustedPassword) return;
    const attempts = this.#of(usernameKey);
    const isNew = !attempts.refused.has(fingerprint);
    attempts.accepted.delete(fingerprint);
    attempts.lastAtMs = this.#options.clock.monotonic();
    if (attempts.refused.size < this.#options.policy.maxGuesses) attempts.refused.add(fingerprint);
    if (!isNew || attempts.refused.size < this.#options.policy.maxGuesses) return;
    attempts.untilMs = attempts.lastAtMs + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempts.slowed);
    attempts.slowed++;
  }

  /** Notes that an owner's password earned a token. */
  accepted({ usernameKey, fingerprint, hasTrustedPassword }: TokenOwner): void {
    const attempts = this.#attempts.get(usernameKey);
    if (!attempts || hasTrustedPassword) return;
    attempts.refused.delete(fingerprint);
    if (attempts.accepted.size < this.#options.policy.maxGuesses) attempts.accepted.add(fingerprint);
  }

  #isKnown(owner: TokenOwner, { refused, pending, accepted }: Attempts): boolean {
    const { fingerprint, hasTrustedPassword } = owner;
    if (hasTrustedPassword || accepted.has(fingerprint) || pending.has(fingerprint)) return true;
    // A refused password has a cool-down of its own, so sending it again now and then tells a guesser nothing.
    return refused.has(fingerprint) || this.#options.hasToken(owner);
  }

  #of(usernameKey: string): Attempts {
    const nowMs = this.#options.clock.monotonic();
    const known = this.#attempts.get(usernameKey);
    if (known && nowMs - known.lastAtMs <= FORGOTTEN_AFTER_MS) return known;
    const sets = { refused: new Set<string>(), pending: new Set<string>(), accepted: new Set<string>() };
    const attempts = { ...sets, slowed: 0, untilMs: 0, lastAtMs: nowMs };
    this.#attempts.set(usernameKey, attempts);
    return attempts;
  }

  /** Usernames without a refusal take no memory. */
  #tidy(usernameKey: string, { refused, pending }: Attempts): void {
    if (refused.size === 0 && pending.size === 0) this.#attempts.delete(usernameKey);
  }
}
