/** Limits how often somebody may try to sign in or up. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const QUARTER_SECONDS = 15 * 60;
const HOUR_SECONDS = 60 * 60;

/** The limits. Each process counts for itself; RateLimiterRedis of the same package counts for all of them. */
export interface AttemptLimits {
  /** Counts an attempt before it is made. Returns the seconds to wait if there were too many. */
  signIn(email: string, address: string): Promise<number | undefined>;
  /** Forgets the attempts of somebody who then signed in. */
  signedIn(email: string, address: string): Promise<void>;
  /** Counts a sign-up, or the creation of a Linxo user by the JSON routes. Returns the seconds to wait if there were too many. */
  signUp(address: string): Promise<number | undefined>;
}

export function createAttemptLimits(): AttemptLimits {
  // One guesser has few guesses at one person. Many guessers, or one who guesses at many, have a limit of their own.
  const ofPair = new RateLimiterMemory({ points: 5, duration: QUARTER_SECONDS });
  const ofEmail = new RateLimiterMemory({ points: 50, duration: HOUR_SECONDS });
  const ofAddress = new RateLimiterMemory({ points: 100, duration: HOUR_SECONDS });
  const signUps = new RateLimiterMemory({ points: 20, duration: HOUR_SECONDS });
  const pairOf = (email: string, address: string) => `${networkOf(address)} ${email}`;

  return {
    async signIn(email, address) {
      // An attempt that one limit refuses does not count towards the next: a single guesser cannot lock somebody out everywhere.
      return (
        (await wait(ofPair, pairOf(email, address))) ||
        (await wait(ofAddress, networkOf(address))) ||
        (await wait(ofEmail, email)) ||
        undefined
      );
    },
    async signedIn(email, address) {
      await ofPair.delete(pairOf(email, address));
      // Many people of one house may sign in: only attempts that fail count.
      await ofEmail.reward(email);
      await ofAddress.reward(networkOf(address));
    },
    async signUp(address) {
      return (await wait(signUps, networkOf(address))) || undefined;
    },
  };
}

/** Counts one, and returns the seconds to wait: 0 for none. */
async function wait(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
  }
}

const IPV6_GROUPS = 8;
const NETWORK_GROUPS = 4;

/** Returns an IPv4 address, or the network of an IPv6 address: one customer has all 2^64 addresses of it. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  // `::` stands for as many zeros as are missing.
  const [head = [], tail = []] = plain.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: Math.max(0, IPV6_GROUPS - head.length - tail.length) }, () => '0');
  const groups = [...head, ...zeros, ...tail].slice(0, NETWORK_GROUPS);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}
