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

/** Forgets what somebody has seen. A state that goes on is said again when Linxo reports it again. */
export async function forgetNotices(database: Database, { id }: Person): Promise<void> {
  await database.deleteFrom('notices').where('person_id', '=', id).execute();
}
