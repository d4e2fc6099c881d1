/** The migrations, in the order in which they run. One that has been released is never changed: add another. */
import type { Migration } from 'kysely';
import { people } from './001-people.ts';
import { linxoUsers } from './002-linxo-users.ts';
import { events } from './003-events.ts';
import { attempts } from './004-attempts.ts';
import { passwordNumbers } from './005-password-numbers.ts';

export const MIGRATIONS: Record<string, Migration> = {
  '001-people': people,
  '002-linxo-users': linxoUsers,
  '003-events': events,
  '004-attempts': attempts,
  '005-password-numbers': passwordNumbers,
};
