/** The migrations, in the order in which they run. One that has been released is never changed: add another. */
import type { Migration } from 'kysely';
import { people } from './001-people.ts';
import { linxoUsers } from './002-linxo-users.ts';
import { events } from './003-events.ts';

export const MIGRATIONS: Record<string, Migration> = {
  '001-people': people,
  '002-linxo-users': linxoUsers,
  '003-events': events,
};
