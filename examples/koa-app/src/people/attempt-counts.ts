/** Counts attempts in the database: several processes count together, and a restart forgets nothing. */
import { sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { hashOf } from './hash-of.ts';

/** A limit says how many attempts may be made in a window of time, which begins with the first of them. */
export interface Limit {
  readonly name: string;
  readonly most: number;
  readonly seconds: number;
}

/** An attempt that counts towards a limit: the network from which it comes, or the address at which it is made, or both. */
export interface Attempt {
  readonly limit: Limit;
  readonly network?: string;
  readonly email?: string;
}

export interface AttemptCounts {
  /** Counts an attempt. Returns the seconds to wait, without counting, if the limit is reached. */
  take(attempt: Attempt): Promise<number | undefined>;
  /** Returns true if such an attempt is counted. */
  has(attempt: Attempt): Promise<boolean>;
  /** Takes an attempt back, as if it had not been made. */
  giveBack(attempt: Attempt): Promise<void>;
  /** Forgets all attempts of this kind. */
  forget(attempt: Attempt): Promise<void>;
  /** Forgets everything about an address. */
  forgetEmail(email: string): Promise<void>;
}

const CLEAN_EVERY_MS = 60_000;

/** @param now returns the milliseconds since the epoch */
export function createAttemptCounts(database: Database, now: () => number): AttemptCounts {
  let cleanedAtMs = 0;

  async function clean(nowMs: number): Promise<void> {
    if (nowMs - cleanedAtMs < CLEAN_EVERY_MS) return;
    cleanedAtMs = nowMs;
    await database.deleteFrom('attempts').where('ends_at', '<=', isoOf(nowMs)).execute();
  }

  return {
    async take(attempt) {
      const { limit } = attempt;
      const nowMs = now();
      const [key, at] = [keyOf(attempt), isoOf(nowMs)];
      await clean(nowMs);
      // One statement looks and counts, so that attempts that come together cannot pass the limit together.
      const counted = await database
        .insertInto('attempts')
        .values({
          key_hash: key,
          email_hash: attempt.email ? hashOf(attempt.email) : null,
          made: 1,
          ends_at: isoOf(nowMs + limit.seconds * 1000),
        })
        .onConflict((conflict) =>
          conflict
            .column('key_hash')
            .doUpdateSet({
              made: sql<number>`case when attempts.ends_at <= ${at} then 1 else attempts.made + 1 end`,
              ends_at: sql<string>`case when attempts.ends_at <= ${at} then excluded.ends_at else attempts.ends_at end`,
            })
            .where((is) => is.or([is('attempts.ends_at', '<=', at), is('attempts.made', '<', limit.most)])),
        )
        .returning('made')
        .executeTakeFirst();
      if (counted) return undefined;
      const full = await database
        .selectFrom('attempts')
        .select('ends_at')
        .where('key_hash', '=', key)
        .executeTakeFirst();
      const leftMs = full ? Date.parse(full.ends_at) - nowMs : 0;
      return Math.max(1, Math.ceil(leftMs / 1000));
    },
    async has(attempt) {
      const counted = await database
        .selectFrom('attempts')
        .select('made')
        .where('key_hash', '=', keyOf(attempt))
        .where('ends_at', '>', isoOf(now()))
        .executeTakeFirst();
      return counted !== undefined && counted.made > 0;
    },
    async giveBack(attempt) {
      await database
        .updateTable('attempts')
        .set(({ eb }) => ({ made: eb('made', '-', 1) }))
        .where('key_hash', '=', keyOf(attempt))
        .where('made', '>', 0)
        .execute();
    },
    async forget(attempt) {
      await database.deleteFrom('attempts').where('key_hash', '=', keyOf(attempt)).execute();
    },
    async forgetEmail(email) {
      await database.deleteFrom('attempts').where('email_hash', '=', hashOf(email)).execute();
    },
  };
}

function keyOf({ limit, network = '', email = '' }: Attempt): string {
  return hashOf(`${limit.name} ${network} ${email}`);
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
