/** Limits how often somebody may try to sign in or up, in all processes together. */
import type { Database } from '../database/schema.ts';
import { type Attempt, createAttemptCounts, type Limit } from './attempt-counts.ts';
import { networkOf } from './network.ts';

/** Whoever guesses at a password keeps others out for the rest of a window, so these are short. */
const LIMITS = {
  /** One guesser has few guesses at one person. */
  pair: { name: 'pair', most: 5, seconds: 15 * 60 },
  /** One guesser who guesses at many people. Whole companies have one address, so this is no small number. */
  network: { name: 'network', most: 100, seconds: 15 * 60 },
  /** Many guessers at one person. */
  email: { name: 'email', most: 20, seconds: 5 * 60 },
  /** A network from which the person has signed in within 30 days. Guessers elsewhere do not keep the person out there. */
  known: { name: 'known', most: 1, seconds: 30 * 24 * 60 * 60 },
  signUp: { name: 'sign-up', most: 20, seconds: 60 * 60 },
} as const satisfies Readonly<Record<string, Limit>>;

export interface AttemptLimits {
  /** Counts an attempt before it is made. Returns the seconds to wait if there were too many. */
  signIn(email: string, address: string): Promise<number | undefined>;
  /** Forgets the attempts of somebody who knew the password after all. */
  signedIn(email: string, address: string): Promise<void>;
  /** Counts a sign-up, or the creation of a Linxo user by the JSON routes. Returns the seconds to wait if there were too many. */
  signUp(address: string): Promise<number | undefined>;
  /** Forgets an address, because its account is deleted. */
  forget(email: string): Promise<void>;
}

/** @param now returns the milliseconds since the epoch */
export function createAttemptLimits(database: Database, now: () => number = Date.now): AttemptLimits {
  const counts = createAttemptCounts(database, now);

  function attemptsOf(email: string, address: string) {
    const network = networkOf(address);
    return {
      network: { limit: LIMITS.network, network },
      pair: { limit: LIMITS.pair, network, email },
      email: { limit: LIMITS.email, email },
      known: { limit: LIMITS.known, network, email },
    };
  }

  /** Counts attempts, or none of them: one that a limit refuses does not count towards the others. */
  async function takeAll(attempts: readonly Attempt[]): Promise<number | undefined> {
    for (const [index, attempt] of attempts.entries()) {
      const waitSeconds = await counts.take(attempt);
      if (waitSeconds === undefined) continue;
      for (const taken of attempts.slice(0, index)) await counts.giveBack(taken);
      return waitSeconds;
    }
    return undefined;
  }

  return {
    async signIn(email, address) {
      const { network, pair, email: person, known } = attemptsOf(email, address);
      // The network is first: who is refused by it leaves no further row. A single guesser never reaches the limit of a person.
      return takeAll((await counts.has(known)) ? [network, pair] : [network, pair, person]);
    },
    async signedIn(email, address) {
      const { network, pair, email: person, known } = attemptsOf(email, address);
      await counts.forget(pair);
      // Many people of one house may sign in: only attempts that fail count.
      await counts.giveBack(network);
      if (!(await counts.has(known))) await counts.giveBack(person);
      // Its time begins again: who goes on signing in from a network stays known there.
      await counts.forget(known);
      await counts.take(known);
    },
    signUp(address) {
      return counts.take({ limit: LIMITS.signUp, network: networkOf(address) });
    },
    forget: (email) => counts.forgetEmail(email),
  };
}
