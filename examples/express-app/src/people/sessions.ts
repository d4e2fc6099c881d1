/** Sessions: who is signed in with which cookie. The database has a hash of the cookie's value only. */
import { randomBytes } from 'node:crypto';
import type { Database } from '../database/schema.ts';
import { hashOf } from './hash-of.ts';
import type { Person } from './people.ts';

/** A session ends this long after the sign-in. */
export const SESSION_SECONDS = 14 * 24 * 60 * 60;

const TOKEN_BYTES = 32;

/** Nobody has more browsers in use. The session that began first ends, so that nobody fills the table by signing in again and again. */
const MOST_SESSIONS = 100;

/**
 * Begins a session and returns the value of its cookie. The session that the browser had before ends, so that no value outlives a sign-in.
 * Those that began with an older password have ended already, and their rows go.
 */
export async function beginSession(database: Database, person: Person, before: string | undefined): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const nowMs = Date.now();
  await endSession(database, before);
  await database
    .deleteFrom('sessions')
    .where((is) =>
      is.or([
        is('expires_at', '<=', new Date(nowMs).toISOString()),
        is.and([is('person_id', '=', person.id), is('password_number', '<', person.passwordNumber)]),
      ]),
    )
    .execute();
  await database
    .insertInto('sessions')
    .values({
      token_hash: hashOf(token),
      person_id: person.id,
      password_number: person.passwordNumber,
      created_at: new Date(nowMs).toISOString(),
      expires_at: new Date(nowMs + SESSION_SECONDS * 1000).toISOString(),
    })
    .execute();
  const newest = database
    .selectFrom('sessions')
    .select('token_hash')
    .where('person_id', '=', person.id)
    .orderBy('created_at', 'desc')
    .limit(MOST_SESSIONS);
  await database
    .deleteFrom('sessions')
    .where('person_id', '=', person.id)
    .where('token_hash', 'not in', newest)
    .execute();
  return token;
}

/** Returns who is signed in with a cookie's value. A session does not outlive the password with which it began. */
export async function personOf(database: Database, token: string | undefined): Promise<Person | undefined> {
  if (token === undefined) return undefined;
  return database
    .selectFrom('sessions')
    .innerJoin('people', (join) =>
      join
        .onRef('people.id', '=', 'sessions.person_id')
        .onRef('people.password_number', '=', 'sessions.password_number'),
    )
    .select(['people.id', 'people.email', 'people.password_number as passwordNumber'])
    .where('sessions.token_hash', '=', hashOf(token))
    .where('sessions.expires_at', '>', new Date().toISOString())
    .executeTakeFirst();
}

/** Ends a session, if there is one. */
export async function endSession(database: Database, token: string | undefined): Promise<void> {
  if (token === undefined) return;
  await database.deleteFrom('sessions').where('token_hash', '=', hashOf(token)).execute();
}
