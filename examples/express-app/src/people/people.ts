/** Adds people to the database, finds and removes them, and changes their passwords. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../database/schema.ts';
import { hashPassword, isPassword } from './passwords.ts';

/** Somebody who signed up. */
export interface Person {
  readonly id: string;
  readonly email: string;
  /** Counts the passwords that the person has had: a session that began with an earlier one has ended. */
  readonly passwordNumber: number;
}

/** The credentials that somebody types to sign up or in. The address is in lower case. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Adds a person, or returns `undefined` if somebody has the address already. */
export async function addPerson(database: Database, { email, password }: Credentials): Promise<Person | undefined> {
  const person = { id: randomUUID(), email, passwordNumber: 1 };
  const added = await database
    .insertInto('people')
    .values({
      id: person.id,
      email,
      password_hash: await hashPassword(password),
      password_number: person.passwordNumber,
      created_at: new Date().toISOString(),
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added === undefined ? undefined : person;
}

/** Finds the person with this address and password. */
export async function findPerson(database: Database, { email, password }: Credentials): Promise<Person | undefined> {
  const found = await database.selectFrom('people').selectAll().where('email', '=', email).executeTakeFirst();
  const isRight = await isPassword(password, found?.password_hash);
  return isRight && found ? { id: found.id, email: found.email, passwordNumber: found.password_number } : undefined;
}

/**
 * Gives a person another password, which ends all sessions. Returns the person as it is then, or `undefined` if the password was changed
 * by another request meanwhile.
 */
export async function changePassword(
  database: Database,
  person: Person,
  password: string,
): Promise<Person | undefined> {
  const passwordNumber = person.passwordNumber + 1;
  const changed = await database
    .updateTable('people')
    .set({ password_hash: await hashPassword(password), password_number: passwordNumber })
    .where('id', '=', person.id)
    .where('password_number', '=', person.passwordNumber)
    .returning('id')
    .executeTakeFirst();
  return changed && { ...person, passwordNumber };
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
