/** Reads and forgets notices: they tell people what has happened at their banks since they last looked. */
import type { Database } from '../database/schema.ts';
import type { Person } from '../people/people.ts';
import type { NoticeKind } from './handle-event.ts';

export interface Notice {
  readonly kind: NoticeKind;
  readonly connectionId: string;
  readonly bank: string | null;
}

export async function readNotices(database: Database, { id }: Person): Promise<readonly Notice[]> {
  const rows = await database
    .selectFrom('notices')
    .selectAll()
    .where('person_id', '=', id)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map(({ kind, connection_id: connectionId, bank }) => ({ kind: kind as NoticeKind, connectionId, bank }));
}

/** Forgets what was said about a bank that is not linked any more, and the events of it that wait. */
export async function forgetBank(database: Database, { id }: Person, connectionId: string): Promise<void> {
  const users = database.selectFrom('linxo_users').select('linxo_id').where('person_id', '=', id);
  await database
    .updateTable('events')
    .set({ status: 'dropped' })
    .where('connection_id', '=', connectionId)
    .where('linxo_user_id', 'in', users.$castTo<{ linxo_id: string }>())
    .where('status', '=', 'waiting')
    .execute();
  await forgetNoticesOf(database, { person_id: id, connection_id: connectionId });
}

/** The bank of a person. */
export interface BankOfPerson {
  readonly person_id: string;
  readonly connection_id: string;
}

/** Forgets everything that was said about a bank. */
export async function forgetNoticesOf(database: Database, bank: BankOfPerson): Promise<void> {
  await database
    .deleteFrom('notices')
    .where('person_id', '=', bank.person_id)
    .where('connection_id', '=', bank.connection_id)
    .execute();
}

/** Forgets what somebody has seen. A state that goes on is said again when Linxo reports it again. */
export async function forgetNotices(database: Database, { id }: Person): Promise<void> {
  await database.deleteFrom('notices').where('person_id', '=', id).execute();
}
