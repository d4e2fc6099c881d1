/** Creates a seeded connection to a bank, with its accounts. They have no transactions yet. */
import type { Account, Connection, User } from '../data/payloads.ts';
import { bankOf } from '../data/banks.ts';
import { BANKS, logoUrl, type BankName } from '../data/providers.ts';
import { ACCOUNT_PLANS, type AccountPlan, type AccountPlanName } from './account-plans.ts';
import { inventIban } from './iban.ts';
import type { IdSource } from './ids.ts';
import { createRandom } from './random.ts';
import type { BankSeed } from './sandbox-users.ts';
import { CONSENT_SECONDS, type SeedSchedule } from './schedule.ts';

/** The random seed, the ids and the dates of a connection. */
export interface BankTools {
  readonly seed: string;
  readonly ids: IdSource;
  readonly schedule: SeedSchedule;
}

export interface SeededConnection {
  readonly connection: Connection;
  readonly accounts: ReadonlyMap<AccountPlanName, Account>;
}

export function makeConnection(user: User, { bank, status, accounts }: BankSeed, tools: BankTools): SeededConnection {
  const failed = status === 'FAILED';
  const connection = connectionTo(bank, user, { id: tools.ids.next('connection'), failed, schedule: tools.schedule });
  return {
    connection,
    accounts: new Map(accounts.map((plan) => [plan, makeAccount(connection, plan, failed, tools)])),
  };
}

interface ConnectionFacts {
  readonly id: string;
  readonly failed: boolean;
  readonly schedule: SeedSchedule;
}

function connectionTo(bank: BankName, user: User, { id, failed, schedule }: ConnectionFacts): Connection {
  const { id: providerId, name } = BANKS[bank];
  const { connectedAt, lastSuccess, lastEnd } = schedule;
  return {
    id,
    user_id: user.id,
    provider_id: providerId,
    name,
    status: failed ? 'FAILED' : 'SUCCESS',
    creation_date: connectedAt,
    auto_sync: true,
    logo_url: logoUrl(providerId),
    consent_per_account: false,
    owner: { name: ownerOf(user) },
    channels: [
      {
        channel_definition_id: `${providerId}01`,
        mode: 'REDIRECT',
        status: failed ? 'TOKEN_EXPIRED' : 'SUCCESS',
        // A consent that has ended is the reason why nothing was synchronized since.
        expires: failed ? lastSuccess : lastSuccess + CONSENT_SECONDS,
        last_success_date: lastSuccess,
        last_end_date: lastEnd,
        credentials: [],
        account_types: ['CHECKINGS', 'CREDIT_CARD'],
        channel_definition_unavailable: false,
      },
      {
        channel_definition_id: `${providerId}00`,
        mode: 'EMBEDDED',
        status: 'EMPTY',
        account_types: ['CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD'],
        eligible_accounts: true,
        channel_definition_unavailable: false,
      },
    ],
  };
}

function makeAccount(
  connection: Connection,
  planName: AccountPlanName,
  failed: boolean,
  { seed, ids, schedule }: BankTools,
): Account {
  const { name, type, usage }: AccountPlan = ACCOUNT_PLANS[planName];
  const random = createRandom(`${seed}/${planName}/number`);
  const number = random.digits(11);
  return {
    id: ids.next('account'),
    connection_id: connection.id,
    name,
    account_number: number,
    ...(type === 'CHECKINGS' ? { iban: inventIban(countryOf(connection), number, random) } : {}),
    currency: 'EUR',
    balance: 0,
    balance_date: schedule.lastSuccess,
    type,
    status: failed ? 'ERROR' : 'ACTIVE',
    usage,
    creation_date: connection.creation_date,
    owner: connection.owner,
    last_channel_definition_id: connection.channels[0]?.channel_definition_id ?? '',
  };
}

function countryOf({ provider_id: providerId }: Connection): string {
  const bank = bankOf(providerId);
  return bank === undefined ? 'FRA' : BANKS[bank].country;
}

export function ownerOf(user: User): string {
  return [user.first_name, user.last_name?.toUpperCase()].filter((part) => part !== undefined).join(' ') || user.email;
}
