/** Adds people to the database, and finds and removes them. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../database/schema.ts';
import { hashPassword, isPassword } from './passwords.ts';

/** Somebody who signed up. */
export interface Person {
  readonly id: string;
  readonly email: string;
}

/** The credentials that somebody types to sign up or in. The address is in lower case. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Adds a person, or returns `undefined` if somebody has the address already. */
export async function addPerson(database: Database, { email, password }: Credentials): Promise<Person | undefined> {
  const person = { id: randomUUID(), email };
  const added = await database
    .insertInto('people')
    .values({ ...person, password_hash: await hashPassword(password), created_at: new Date().toISOString() })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added === undefined ? undefined : person;
}

/** Finds the person with this address and password. */
export async function findPerson(database: Database, { email, password }: Credentials): Promise<Person | undefined> {
  const found = await database.selectFrom('people').selectAll().where('email', '=', email).executeTakeFirst();
  const isRight = await isPassword(password, found?.password_hash);
  return isRight && found ? { id: found.id, email: found.email } : undefined;
}

/** Removes a person, with sessions and everything else that is the person's. */
export async function removePerson(database: Database, { id }: Person): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const users = transaction.selectFrom('linxo_users').select('linxo_id').where('person_id', '=', id);
    await transaction
      .deleteFrom('events')
      .where('linxo_user_id', 'in', users.$castTo<{ linxo_id: string }>())
      .execute();
    await transaction.deleteFrom('people').where('id', '=', id).execute();
  });
}
