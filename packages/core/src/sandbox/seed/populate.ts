/** Fills a sandbox with users and their data. Equal seeds and times give equal ids, amounts and dates. */
import { dayInMonth } from '../clock/calendar.ts';
import type { User } from '../data/payloads.ts';
import { USER_SCOPES } from '../scopes.ts';
import { emptyUserData, type UserData } from '../world/user-data.ts';
import { epochSeconds, type World } from '../world/world.ts';
import type { IdSource } from './ids.ts';
import { makeConnection } from './make-connection.ts';
import { createRandom } from './random.ts';
import type { BankSeed, UserSeed } from './sandbox-users.ts';
import { expiredSchedule, seedSchedule, type SeedSchedule } from './schedule.ts';

const DEFAULT_BANKS: readonly BankSeed[] = [{ bank: 'littoral', accounts: ['everyday', 'savings'] }];

export function populate(
  world: Pick<World, 'users' | 'data' | 'ids' | 'clock'>,
  users: readonly UserSeed[],
  seed: string,
): void {
  const now = epochSeconds(world);
  for (const user of users) {
    const { username, password, scopes = USER_SCOPES, banks = DEFAULT_BANKS } = user;
    const profile = profileOf(user, world.ids.next('user'), now);
    const data = emptyUserData();
    world.users.add({ id: profile.id, username, password, scopes }, profile);
    world.data.set(profile.id, data);
    for (const bank of banks) {
      addBank({ user: profile, data }, bank, {
        seed: `${seed}/${username}/${bank.bank}`,
        ids: world.ids,
        schedule: bank.status === 'FAILED' ? expiredSchedule(now) : seedSchedule(now),
      });
    }
  }
}

/** A user with the data to which a bank is added. */
export interface Household {
  readonly user: User;
  readonly data: UserData;
}

/** The random seed, the ids and the dates of a connection. */
export interface BankTools {
  readonly seed: string;
  readonly ids: IdSource;
  readonly schedule: SeedSchedule;
}

/** Adds a connection with its accounts and transactions, and returns its id. */
export function addBank({ user, data }: Household, bank: BankSeed, { seed, ids, schedule }: BankTools): string {
  const { connection, accounts, transactions } = makeConnection(user, bank, {
    random: createRandom(seed),
    ids,
    schedule,
  });
  data.connections.set(connection.id, connection);
  for (const account of accounts) data.accounts.set(account.id, account);
  data.transactions = [...data.transactions, ...transactions].toSorted(newestFirst);
  return connection.id;
}

function newestFirst(one: { date: number; id: string }, other: { date: number; id: string }): number {
  return other.date - one.date || Number(other.id) - Number(one.id);
}

function profileOf(user: UserSeed, id: string, now: number): User {
  const random = createRandom(user.username);
  return {
    id,
    email: user.username,
    first_name: user.firstName ?? 'Dominique',
    last_name: user.lastName ?? 'Martel',
    creation_date: dayInMonth(seedSchedule(now).firstMonth, 1),
    gender: user.gender ?? 'FEMALE',
    email_verified: true,
    birthdate: Date.UTC(random.between(1958, 2003), random.between(0, 11), random.between(1, 28)) / 1000,
    address: { postcode: user.postcode ?? '75011' },
  };
}
