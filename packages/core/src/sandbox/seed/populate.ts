/** Fills a sandbox with users and their data. Equal seeds give equal ids, amounts and dates. */
import type { User } from '../data/payloads.ts';
import { USER_SCOPES } from '../scopes.ts';
import { emptyUserData, type UserData } from '../world/user-data.ts';
import type { World } from '../world/world.ts';
import { dayInMonth, MONTHS_OF_HISTORY } from './dates.ts';
import type { IdSource } from './ids.ts';
import { makeConnection } from './make-connection.ts';
import { createRandom } from './random.ts';
import type { BankSeed, UserSeed } from './sandbox-users.ts';

const DEFAULT_BANKS: readonly BankSeed[] = [{ bank: 'littoral', accounts: ['everyday', 'savings'] }];

export function populate(world: Pick<World, 'users' | 'data' | 'ids'>, users: readonly UserSeed[], seed: string): void {
  for (const user of users) {
    const { username, password, scopes = USER_SCOPES, banks = DEFAULT_BANKS } = user;
    const profile = profileOf(user, world.ids.next('user'));
    const data = emptyUserData();
    world.users.add({ id: profile.id, username, password, scopes }, profile);
    world.data.set(profile.id, data);
    for (const bank of banks) addBank(data, profile, bank, `${seed}/${username}/${bank.bank}`, world.ids);
  }
}

/** Adds a connection with its accounts and transactions, and returns its id. */
export function addBank(data: UserData, user: User, bank: BankSeed, seed: string, ids: IdSource): string {
  const { connection, accounts, transactions } = makeConnection(user, bank, { random: createRandom(seed), ids });
  data.connections.set(connection.id, connection);
  for (const account of accounts) data.accounts.set(account.id, account);
  data.transactions = [...data.transactions, ...transactions].sort(newestFirst);
  return connection.id;
}

function newestFirst(one: { date: number; id: string }, other: { date: number; id: string }): number {
  return other.date - one.date || Number(other.id) - Number(one.id);
}

function profileOf(user: UserSeed, id: string): User {
  const random = createRandom(user.username);
  return {
    id,
    email: user.username,
    first_name: user.firstName ?? 'Dominique',
    last_name: user.lastName ?? 'Martel',
    creation_date: dayInMonth(MONTHS_OF_HISTORY, 1),
    gender: user.gender ?? 'FEMALE',
    email_verified: true,
    birthdate: Date.UTC(random.between(1958, 2003), random.between(0, 11), random.between(1, 28)) / 1000,
    address: { postcode: user.postcode ?? '75011' },
  };
}
