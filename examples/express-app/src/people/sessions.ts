/** Sessions: who is signed in with which cookie. The database has a hash of the cookie's value only. */
import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../database/schema.ts';
import type { Person } from './people.ts';

/** A session ends this long after the sign-in. */
export const SESSION_SECONDS = 14 * 24 * 60 * 60;

const TOKEN_BYTES = 32;

/** Begins a session and returns the value of its cookie. The session that the browser had before ends, so that no value outlives a sign-in. */
export async function beginSession(database: Database, { id }: Person, before: string | undefined): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const nowMs = Date.now();
  await endSession(database, before);
  await database.deleteFrom('sessions').where('expires_at', '<=', new Date(nowMs).toISOString()).execute();
  await database
    .insertInto('sessions')
    .values({
      token_hash: hashOf(token),
      person_id: id,
      created_at: new Date(nowMs).toISOString(),
      expires_at: new Date(nowMs + SESSION_SECONDS * 1000).toISOString(),
    })
    .execute();
  return token;
}

/** Returns who is signed in with a cookie's value. */
export async function personOf(database: Database, token: string | undefined): Promise<Person | undefined> {
  if (token === undefined) return undefined;
  return database
    .selectFrom('sessions')
    .innerJoin('people', 'people.id', 'sessions.person_id')
    .select(['people.id', 'people.email'])
    .where('sessions.token_hash', '=', hashOf(token))
    .where('sessions.expires_at', '>', new Date().toISOString())
    .executeTakeFirst();
}

/** Ends a session, if there is one. */
export async function endSession(database: Database, token: string | undefined): Promise<void> {
  if (token === undefined) return;
  await database.deleteFrom('sessions').where('token_hash', '=', hashOf(token)).execute();
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
