/** Works on one event: fetches the bank that it speaks of, and notes what people should know of it. */
import { isLinxoError } from '@linxo-guard/core';
import { type BankState, bankStateOf, BANK_STATES } from '../banks/bank-state.ts';
import type { Database } from '../database/schema.ts';
import { credentialsOf } from '../linxo/linxo-users.ts';
import type { Services } from '../services.ts';
import { type BankOfPerson, forgetNoticesOf } from './notices.ts';

/** An event, as the database has it. */
export interface KeptEvent {
  readonly id: string;
  readonly linxo_user_id: string;
  readonly connection_id: string;
  readonly has_news: number;
}

/** A notice speaks of news, or of a state in which it is somebody's turn. */
export type NoticeKind = 'news' | Extract<BankState, 'consentOver' | 'credentials' | 'question' | 'failed' | 'partly'>;

type Outcome = 'done' | 'dropped';

/** Returns `dropped` for an event that is nobody's here. What may pass is thrown, so that the event is worked on again. */
export async function handleEvent(services: Services, event: KeptEvent): Promise<Outcome> {
  const { database, connect } = services;
  const user = await database
    .selectFrom('linxo_users')
    .selectAll()
    .where('linxo_id', '=', event.linxo_user_id)
    .executeTakeFirst();
  if (user === undefined) return 'dropped';
  const api = connect.api({ subject: credentialsOf(services, user), scopes: ['transactions_read'] });
  const of = { person_id: user.person_id, connection_id: event.connection_id };
  try {
    const connection = await api.get('/connections/{id}', { path: { id: event.connection_id } });
    const state = bankStateOf(connection);
    if (state === 'updating') return 'done';
    await removeStates(database, of);
    const kinds = [...(event.has_news ? ['news'] : []), ...(isWorthANotice(state) ? [state] : [])];
    for (const kind of kinds) await addNotice(database, { ...of, kind, bank: connection.name ?? null });
    if (!(await isDropped(database, event))) return 'done';
    // The person has removed the bank meanwhile.
    await forgetNoticesOf(database, of);
    return 'dropped';
  } catch (error) {
    if (!isLinxoError(error) || error.retryable || error.status >= 500) throw error;
    // The bank is not linked any more, or its owner does not share this: there is nothing to say.
    if (error.status === 404) await forgetNoticesOf(database, of);
    else await removeStates(database, of);
    return 'dropped';
  }
}

async function isDropped(database: Database, { id }: KeptEvent): Promise<boolean> {
  const event = await database.selectFrom('events').select('status').where('id', '=', id).executeTakeFirst();
  return event?.status === 'dropped';
}

function isWorthANotice(state: BankState): boolean {
  const { tone } = BANK_STATES[state];
  return tone === 'attention' || state === 'failed';
}

async function addNotice(
  database: Database,
  notice: BankOfPerson & { readonly kind: string; readonly bank: string | null },
): Promise<void> {
  await database
    .insertInto('notices')
    .values({ ...notice, created_at: new Date().toISOString() })
    .onConflict((conflict) => conflict.columns(['person_id', 'connection_id', 'kind']).doNothing())
    .execute();
}

/** Removes what was said about the state of a bank before. News stay until somebody has seen them. */
async function removeStates(database: Database, of: BankOfPerson): Promise<void> {
  await database
    .deleteFrom('notices')
    .where('person_id', '=', of.person_id)
    .where('connection_id', '=', of.connection_id)
    .where('kind', '!=', 'news')
    .execute();
}
