/** Tests the sandbox's clock, and the dates that follow it. */
import { describe, expect, it } from 'vitest';
import { SANDBOX_USERS } from '../../src/sandbox/index.ts';
import { dayInMonth, monthOf, parisMidnight } from '../../src/sandbox/clock/calendar.ts';
import { call, get, sandboxForTest, TEST_TIME, userToken } from './helpers.ts';

const DAY = 24 * 60 * 60;

interface Dated {
  readonly date: number;
}
interface Transaction extends Dated {
  readonly amount: number;
}
interface Account {
  readonly id: string;
  readonly balance: number;
}
interface Channel {
  readonly expires?: number;
  readonly status: string;
  readonly last_success_date?: number;
}
interface Connection {
  readonly creation_date: number;
  readonly channels: readonly Channel[];
}

describe('the clock of a sandbox', () => {
  it('runs with the clock of the machine unless it is told otherwise', async () => {
    const sandbox = await sandboxForTest({ clock: Date.now });
    expect(sandbox.clock.frozen).toBe(false);
    expect(Math.abs(sandbox.clock.now() - Date.now())).toBeLessThan(1_000);
  });

  it('stands still when frozen, moves when told, and runs on from there', async () => {
    let machineMs = 5_000;
    const { clock } = await sandboxForTest({ clock: () => machineMs });
    clock.freeze();
    machineMs = 9_000;
    expect(clock.now()).toBe(5_000);
    clock.advance(1_000);
    expect([clock.now(), clock.frozen]).toEqual([6_000, true]);
    clock.run();
    machineMs += 500;
    expect([clock.now(), clock.frozen]).toEqual([6_500, false]);
    clock.advance(-500);
    expect(clock.now()).toBe(6_000);
    clock.freeze(new Date('2030-01-01'));
    expect(new Date(clock.now()).getUTCFullYear()).toBe(2030);
  });

  it('refuses a time that does not exist', async () => {
    const { clock } = await sandboxForTest();
    expect(() => clock.freeze(new Date('soon'))).toThrow('needs a time');
    expect(() => clock.advance(Number.NaN)).toThrow('needs a time');
  });

  it('ends the lifetime of a token when it is moved past it', async () => {
    const sandbox = await sandboxForTest();
    const token = await userToken(sandbox, 'accounts_read');
    expect((await call(sandbox, token, '/accounts')).status).toBe(200);
    sandbox.clock.advance(3_600_000);
    expect((await call(sandbox, token, '/accounts')).status).toBe(401);
  });
});

describe('seeded data', () => {
  it.each(['2026-06-15T06:00:00Z', '2027-03-01T00:30:00Z', '2028-02-29T23:59:59Z', '2031-12-31T12:00:00Z'])(
    'end today, and fill the last 90 days, when it is %s',
    async (time) => {
      const now = Date.parse(time) / 1000;
      const sandbox = await sandboxForTest({ frozenAt: new Date(time) });
      const token = await userToken(sandbox, 'transactions_read');
      const last = await get<Dated[]>(sandbox, token, `/transactions?limit=500&start_date=${now - 90 * DAY}`);
      expect(last.length).toBeGreaterThan(50);
      expect(Math.max(...last.map(({ date }) => date))).toBeGreaterThan(now - 5 * DAY);
      expect(Math.max(...last.map(({ date }) => date))).toBeLessThanOrEqual(now);
      const [connection] = await get<[Connection]>(sandbox, token, '/connections');
      expect(connection.channels[0]).toMatchObject({ last_success_date: now, expires: now + 90 * DAY });
    },
  );

  it('of a new connection are dated now, with a consent of 90 days', async () => {
    const sandbox = await sandboxForTest();
    sandbox.clock.advance(10 * DAY * 1000);
    const token = await userToken(sandbox, 'connections_manage transactions_read');
    const response = await call(sandbox, token, '/connections', { method: 'POST', json: { provider_id: '9103' } });
    const made = (await response.json()) as Connection;
    const now = TEST_TIME + 10 * DAY;
    expect(made.creation_date).toBe(now);
    expect(made.channels[0]?.expires).toBe(now + 90 * DAY);
  });

  it('go on ending today while days pass, which renews no consent', async () => {
    const sandbox = await sandboxForTest({ wire: { lifetimeSeconds: 1e9 } });
    const token = await userToken(sandbox, 'transactions_read connections_sync');
    const [{ channels: before }] = await get<[Connection]>(sandbox, token, '/connections');
    sandbox.clock.advance(10 * DAY * 1000);
    const [newest] = await get<[Dated]>(sandbox, token, '/transactions');
    expect(newest.date).toBeGreaterThan(TEST_TIME + 8 * DAY);
    const [{ channels: after }] = await get<[Connection]>(sandbox, token, '/connections');
    expect(after[0]).toMatchObject({ last_success_date: TEST_TIME + 10 * DAY, expires: before[0]?.expires });
    sandbox.clock.advance(80 * DAY * 1000);
    expect((await get<[Connection]>(sandbox, token, '/connections'))[0].channels[0]?.status).toBe('TOKEN_EXPIRED');
  });

  it('lose what has not happened yet, where the clock is set back, and get it again', async () => {
    const sandbox = await sandboxForTest({ wire: { lifetimeSeconds: 1e9 } });
    const token = await userToken(sandbox, 'transactions_read connections_sync');
    const past = TEST_TIME - 100 * DAY;
    sandbox.clock.freeze(past * 1000);
    const transactions = await get<Transaction[]>(sandbox, token, '/transactions?limit=500');
    const accounts = await get<Account[]>(sandbox, token, '/accounts');
    const connections = await get<Connection[]>(sandbox, token, '/connections');
    const times = [...transactions, ...accounts, ...connections.flatMap(({ channels }) => channels)].flatMap((one) =>
      Object.entries(one).flatMap(([name, value]) => (/(^|_)date$/.test(name) ? [value as number] : [])),
    );
    expect(Math.max(...times)).toBe(past);
    expect(transactions[0]?.date).toBeGreaterThan(past - 5 * DAY);
    const [{ id, balance }] = await get<[Account]>(sandbox, token, '/accounts?type=SAVINGS');
    const cents = (await get<Transaction[]>(sandbox, token, `/transactions?account_id=${id}&limit=500`)).map(
      ({ amount }) => Math.round(amount * 100),
    );
    expect(cents.length).toBeLessThan(500);
    expect(cents.reduce((sum, one) => sum + one, 0)).toBe(Math.round(balance * 100));
    sandbox.clock.reset();
    const [newest] = await get<[Dated]>(sandbox, token, '/transactions');
    expect(newest.date).toBeGreaterThan(TEST_TIME - 5 * DAY);
  });

  it('that are still arriving lose it too', async () => {
    const sandbox = await sandboxForTest({ synchronization: { durationMs: Number.POSITIVE_INFINITY } });
    const token = await userToken(sandbox, 'connections_manage transactions_read', SANDBOX_USERS.ines);
    await call(sandbox, token, '/connections', { method: 'POST', json: { provider_id: '9201' } });
    const past = TEST_TIME - 100 * DAY;
    sandbox.clock.freeze(past * 1000);
    await get(sandbox, token, '/accounts');
    sandbox.synchronizations.finish();
    const [newest] = await get<[Dated]>(sandbox, token, '/transactions');
    expect(newest.date).toBeLessThanOrEqual(past);
    const [connection] = await get<[Connection]>(sandbox, token, '/connections');
    expect(connection.creation_date).toBe(past);
  });
});

describe('days in Paris', () => {
  const utc = (text: string): number => Date.parse(text) / 1000;

  it('begin at 23:00 UTC in winter and at 22:00 UTC in summer, also when the clocks change', () => {
    expect(parisMidnight(utc('2021-12-20T10:00Z'))).toBe(1_639_954_800);
    expect(parisMidnight(utc('2024-09-10T10:00Z'))).toBe(1_725_919_200);
    expect(parisMidnight(utc('2026-03-29T12:00Z'))).toBe(utc('2026-03-28T23:00Z'));
    expect(parisMidnight(utc('2026-03-30T12:00Z'))).toBe(utc('2026-03-29T22:00Z'));
    expect(parisMidnight(utc('2026-10-25T12:00Z'))).toBe(utc('2026-10-24T22:00Z'));
    expect(parisMidnight(utc('2026-10-26T12:00Z'))).toBe(utc('2026-10-25T23:00Z'));
  });

  it('agree with the time zone data of Node, for every day of six years', () => {
    const hourInParis = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Paris', hour: '2-digit', hourCycle: 'h23' });
    for (let month = monthOf(utc('2024-01-15T00:00Z')); month < 12 * 2030; month += 1) {
      for (let day = 1; day <= 31; day += 1) expect(hourInParis.format(dayInMonth(month, day) * 1000)).toBe('00');
    }
  });

  it('beyond the end of a month are its last day', () => {
    const february = monthOf(utc('2028-02-10T00:00Z'));
    expect(dayInMonth(february, 31)).toBe(utc('2028-02-28T23:00Z'));
    expect(dayInMonth(february - 12, 30)).toBe(utc('2027-02-27T23:00Z'));
  });
});
