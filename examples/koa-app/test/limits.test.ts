// Attempts to sign in are limited, for all processes together, and strangers cannot keep a person out for long.
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../src/database/open-database.ts';
import type { Database } from '../src/database/schema.ts';
import { type AttemptLimits, createAttemptLimits } from '../src/people/attempt-limits.ts';
import { networkOf } from '../src/people/network.ts';
import { DATABASES } from './support/databases.ts';

const VICTIM = 'victim@example.org';
const MINUTES = 60_000;
const DAYS = 24 * 60 * MINUTES;

describe.each(DATABASES)('the limits on $name', (database) => {
  let db: Database;
  let nowMs: number;
  let limits: AttemptLimits;
  beforeEach(async () => {
    db = await openDatabase(await database.open());
    nowMs = Date.parse('2026-03-31T12:00:00Z');
    limits = createAttemptLimits(db, () => nowMs);
  });
  afterEach(() => db.destroy());
  afterAll(() => database.close());

  const rows = () => db.selectFrom('attempts').selectAll().execute();
  const refused = (waits: readonly (number | undefined)[]) => waits.filter((wait) => wait !== undefined);

  it('count two processes together, however many attempts come at the same time', async () => {
    const other = createAttemptLimits(db, () => nowMs);
    const waits = await Promise.all(
      Array.from({ length: 12 }, (_, index) => (index % 2 ? limits : other).signIn(VICTIM, '192.0.2.1')),
    );
    expect(refused(waits)).toHaveLength(7);
  });

  it('survive a restart, and say the real time to wait', async () => {
    for (let count = 0; count < 5; count += 1) await limits.signIn(VICTIM, '192.0.2.1');
    nowMs += 5 * MINUTES + 500;
    const restarted = createAttemptLimits(db, () => nowMs);
    expect(await restarted.signIn(VICTIM, '192.0.2.1')).toBe(10 * 60);
  });

  it('end with their time, and are not made longer by attempts that were refused', async () => {
    for (let count = 0; count < 50; count += 1) await limits.signIn(VICTIM, '192.0.2.1');
    nowMs += 15 * MINUTES - 1;
    expect(await limits.signIn(VICTIM, '192.0.2.1')).toBe(1);
    nowMs += 1;
    expect(await limits.signIn(VICTIM, '192.0.2.1')).toBeUndefined();
  });

  it('do not count who signs in, however many people have one address', async () => {
    const signInAs = async (who: number) => {
      const email = `person-${who}@example.org`;
      const wait = await limits.signIn(email, '192.0.2.1');
      await limits.signedIn(email, '192.0.2.1');
      return wait;
    };
    for (let round = 0; round < 21; round += 1)
      expect(refused(await Promise.all([1, 2, 3, 4, 5].map(signInAs)))).toEqual([]);
  });

  it('see one guesser behind all addresses of an IPv6 network', async () => {
    const waits: (number | undefined)[] = [];
    for (let count = 0; count < 7; count += 1)
      waits.push(await limits.signIn(VICTIM, count % 2 ? `2001:db8::${count}` : `2001:0DB8:0:0:${count}::9`));
    expect(refused(waits)).toHaveLength(2);
  });

  it('let a guesser at one address lock nobody out at other addresses, even with attempts at the same time', async () => {
    await Promise.all(Array.from({ length: 60 }, () => limits.signIn(VICTIM, '127.0.0.2')));
    expect(await limits.signIn(VICTIM, '127.0.0.2')).toBeGreaterThan(0);
    expect(await limits.signIn(VICTIM, '127.0.0.3')).toBeUndefined();
  });

  it('let many guessers keep a person out for five minutes at most', async () => {
    const waits: (number | undefined)[] = [];
    for (let count = 0; count < 30; count += 1) waits.push(await limits.signIn(VICTIM, `198.51.100.${count}`));
    expect(refused(waits)).toHaveLength(10);
    expect(await limits.signIn(VICTIM, '192.0.2.1')).toBe(5 * 60);
    expect(await limits.signIn('other@example.org', '192.0.2.1')).toBeUndefined();
    nowMs += 5 * MINUTES;
    expect(await limits.signIn(VICTIM, '192.0.2.1')).toBeUndefined();
  });

  it('let guessers elsewhere keep nobody out of a network from which the person has signed in before', async () => {
    await limits.signIn(VICTIM, '192.0.2.1');
    await limits.signedIn(VICTIM, '192.0.2.1');
    for (let count = 0; count < 30; count += 1) await limits.signIn(VICTIM, `198.51.100.${count}`);
    expect(await limits.signIn(VICTIM, '203.0.113.1')).toBeGreaterThan(0);
    const waits: (number | undefined)[] = [];
    for (let count = 0; count < 7; count += 1) waits.push(await limits.signIn(VICTIM, '192.0.2.1'));
    expect(waits.slice(0, 5)).toEqual(Array.from({ length: 5 }));
    expect(refused(waits)).toHaveLength(2);
  });

  it('know a network for 30 days after the last time that the person signed in from it', async () => {
    const isKnown = async () => {
      for (let count = 0; count < 20; count += 1) await limits.signIn(VICTIM, `198.51.100.${count}`);
      return (await limits.signIn(VICTIM, '192.0.2.1')) === undefined;
    };
    for (let time = 0; time < 2; time += 1) {
      nowMs += 29 * DAYS;
      await limits.signIn(VICTIM, '192.0.2.1');
      await limits.signedIn(VICTIM, '192.0.2.1');
    }
    nowMs += 29 * DAYS;
    expect(await isKnown()).toBe(true);
    nowMs += 2 * DAYS;
    expect(await isKnown()).toBe(false);
  });

  it('keep a bounded number of rows for one guesser, with nothing of who was guessed, and remove them afterwards', async () => {
    for (let count = 0; count < 140; count += 1) await limits.signIn(`${count}@example.org`, '192.0.2.1');
    expect(await rows()).toHaveLength(201);
    expect(JSON.stringify(await rows())).not.toMatch(/example\.org|192\.0/);
    nowMs += 60 * MINUTES;
    await limits.signUp('203.0.113.1');
    expect(await rows()).toHaveLength(1);
  });

  it('count sign-ups', async () => {
    const waits: (number | undefined)[] = [];
    for (let count = 0; count < 22; count += 1) waits.push(await limits.signUp('192.0.2.1'));
    expect(refused(waits)).toEqual([3600, 3600]);
    expect(await limits.signUp('192.0.2.2')).toBeUndefined();
  });
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['192.0.2.1:50123', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8::1', '2001:db8:0:0'],
  ['[2001:db8:1:2::3]:50123', '2001:db8:1:2'],
  ['[2001:db8:1:2::3]', '2001:db8:1:2'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
