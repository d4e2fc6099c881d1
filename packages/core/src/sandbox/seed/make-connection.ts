/** Creates a seeded connection to a bank, with its accounts and their transactions. */
import type { Account, Connection, Transaction, User } from '../data/payloads.ts';
import { BANKS, logoUrl, type BankName } from '../data/providers.ts';
import { ACCOUNT_PLANS, type AccountPlan } from './account-plans.ts';
import { frenchIban } from './iban.ts';
import { makeTransactions, type SeedTools } from './make-transactions.ts';
import type { BankSeed } from './sandbox-users.ts';
import { CONSENT_SECONDS, type SeedSchedule } from './schedule.ts';

export interface SeededConnection {
  readonly connection: Connection;
  readonly accounts: readonly Account[];
  readonly transactions: readonly Transaction[];
}

export function makeConnection(user: User, seed: BankSeed, tools: SeedTools): SeededConnection {
  const failed = seed.status === 'FAILED';
  const connection = connectionTo(seed.bank, user, {
    id: tools.ids.next('connection'),
    failed,
    schedule: tools.schedule,
  });
  const drafts = seed.accounts.map((plan) => ({
    plan: ACCOUNT_PLANS[plan],
    account: makeAccount(connection, ACCOUNT_PLANS[plan], failed, tools),
  }));
  return {
    connection,
    accounts: drafts.map(({ account }) => account),
    transactions: drafts.flatMap(({ account, plan }) =>
      makeTransactions(account, plan.habits, BANKS[seed.bank].style, tools),
    ),
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
  plan: AccountPlan,
  failed: boolean,
  { random, ids, schedule }: SeedTools,
): Account {
  const number = random.digits(11);
  return {
    id: ids.next('account'),
    connection_id: connection.id,
    name: plan.name,
    account_number: number,
    ...(plan.type === 'CHECKINGS' ? { iban: frenchIban(`3${random.digits(9)}${number}${random.digits(2)}`) } : {}),
    currency: 'EUR',
    balance: random.between(...plan.balance) / 100,
    balance_date: schedule.lastSuccess,
    type: plan.type,
    status: failed ? 'ERROR' : 'ACTIVE',
    usage: plan.usage,
    creation_date: connection.creation_date,
    owner: connection.owner,
    last_channel_definition_id: connection.channels[0]?.channel_definition_id ?? '',
  };
}

export function ownerOf(user: User): string {
  return [user.first_name, user.last_name?.toUpperCase()].filter((part) => part !== undefined).join(' ') || user.email;
}
