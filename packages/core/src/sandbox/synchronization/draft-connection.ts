/** Prepares a new connection with its accounts and transactions. Nothing of it is in the user's data until it is linked. */
import { BANK_OUTCOMES, type BankOutcome } from '../data/bank-outcomes.ts';
import { BANKS, type BankName } from '../data/banks.ts';
import type { Connection, User } from '../data/payloads.ts';
import { addBank } from '../seed/populate.ts';
import { CONSENT_SECONDS, newSchedule } from '../seed/schedule.ts';
import { emptyUserData, type UserData } from '../world/user-data.ts';
import { epochSeconds, type World } from '../world/world.ts';

/** A connection that is not linked yet. */
export interface ConnectionDraft {
  readonly connection: Connection;
  /** The data of a user who has only this connection. */
  readonly data: UserData;
}

export function draftConnection(user: User, known: UserData, bank: BankName, world: World): ConnectionDraft {
  const outcome: BankOutcome = BANK_OUTCOMES[BANKS[bank].outcome];
  const now = epochSeconds(world);
  const seed = `${user.id}/${bank}/${known.connections.size}`;
  const data = emptyUserData();
  const accounts = outcome.noAccounts === true ? [] : (['everyday', 'card', 'savings'] as const);
  addBank({ user, data }, { bank, accounts }, { seed, ids: world.ids, schedule: newSchedule(now) });
  const [made] = data.connections.values();
  if (made === undefined) throw new Error('A draft has a connection');
  const consented = withConsent(made, now + (outcome.consentSeconds ?? CONSENT_SECONDS));
  if (outcome.synchronization !== 'PARTIAL_SUCCESS') return { connection: consented, data };
  return { connection: onTwoChannels(consented, data), data };
}

/** Dates the consent, and removes the dates of synchronizations, because there was none. */
function withConsent(connection: Connection, expires: number): Connection {
  const channels = connection.channels.map(({ last_success_date: _success, last_end_date: _end, ...channel }) =>
    channel.expires === undefined ? channel : { ...channel, expires },
  );
  return { ...connection, channels };
}

/** Moves the accounts that are no payment accounts to the second channel. */
function onTwoChannels(connection: Connection, data: UserData): Connection {
  const [first, second] = connection.channels;
  if (first === undefined || second === undefined) return connection;
  for (const account of data.accounts.values()) {
    if (first.account_types.includes(account.type)) continue;
    data.accounts.set(account.id, { ...account, last_channel_definition_id: second.channel_definition_id });
  }
  return { ...connection, channels: [first, { ...second, status: 'SUCCESS', credentials: [] }] };
}
