/** Fills a sandbox with users and their data. Equal seeds and times give equal ids, amounts and dates. */
import { dayInMonth } from '../clock/calendar.ts';
import type { User } from '../data/payloads.ts';
import { BANKS } from '../data/providers.ts';
import { USER_SCOPES } from '../scopes.ts';
import { emptyUserData, type UserData } from '../world/user-data.ts';
import { epochSeconds, type World } from '../world/world.ts';
import { importMovements } from './catch-up.ts';
import { makeConnection, type BankTools } from './make-connection.ts';
import { createRandom } from './random.ts';
import type { BankSeed, UserSeed } from './sandbox-users.ts';
import { expiredSchedule, seedSchedule } from './schedule.ts';

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

/** Adds a connection with its accounts and transactions, and returns its id. */
export function addBank({ user, data }: Household, bank: BankSeed, tools: BankTools): string {
  const { seed, ids, schedule } = tools;
  const { connection, accounts } = makeConnection(user, bank, tools);
  data.connections.set(connection.id, connection);
  for (const account of accounts.values()) data.accounts.set(account.id, account);
  data.ledgers.set(connection.id, {
    plan: { seed, accounts: [...accounts.keys()], firstMonth: schedule.firstMonth },
    style: BANKS[bank.bank].style,
    accountIds: new Map([...accounts].map(([plan, { id }]) => [plan, id])),
    connectedAt: schedule.connectedAt,
    until: Number.NEGATIVE_INFINITY,
  });
  importMovements({ data, ids }, connection.id, schedule.lastSuccess);
  return connection.id;
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
