/**
 * Makes the Linxo user of a person on first use, once: the credentials are kept before Linxo is asked, and whenever an attempt ended
 * unclearly, a password grant tells whether the user exists. So no failure makes a second one.
 */
import { randomBytes } from 'node:crypto';
import { isLinxoError, type ResourceOwner } from '@linxo-guard/core';
import type { Selectable } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { Person } from '../people/people.ts';
import { TryAgain } from '../problems/errors.ts';
import type { Services } from '../services.ts';

type LinxoUser = Selectable<Tables['linxo_users']>;

/** Linxo takes passwords of at most 72 characters; these have 43. */
const PASSWORD_BYTES = 32;

/** The users that are being made. Requests that come together wait for the same attempt. */
const making = new Map<string, Promise<void>>();

/** Returns a person's Linxo credentials, and makes the Linxo user if there is none yet. The password is decrypted only when it is needed. */
export async function linxoUserOf(services: Services, person: Person): Promise<ResourceOwner> {
  const user = (await findLinxoUser(services, person)) ?? (await keepNewUser(services, person));
  if (user.linxo_id === null) await makeOnce(services, user);
  return credentialsOf(services, user);
}

/** Returns what is kept of a person's Linxo user, if there is one. */
export function findLinxoUser({ database }: Services, { id }: Person): Promise<LinxoUser | undefined> {
  return database.selectFrom('linxo_users').selectAll().where('person_id', '=', id).executeTakeFirst();
}

export function credentialsOf({ vault }: Services, user: LinxoUser): ResourceOwner {
  return { username: user.username, password: () => vault.open(user.sealed_password, user.person_id) };
}

async function keepNewUser(services: Services, person: Person): Promise<LinxoUser> {
  const { database, vault, config } = services;
  const password = randomBytes(PASSWORD_BYTES).toString('base64url');
  await database
    .insertInto('linxo_users')
    .values({
      person_id: person.id,
      // An address of its own, which nobody else can have signed up with at Linxo.
      username: `${person.id}@${config.linxoUserDomain}`,
      sealed_password: await vault.seal(password, person.id),
      asked_at: null,
      linxo_id: null,
      deleting_at: null,
      created_at: new Date().toISOString(),
    })
    // Another request of the same person may have been faster.
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .execute();
  const kept = await findLinxoUser(services, person);
  if (kept === undefined) throw new Error('The person was deleted meanwhile.');
  return kept;
}

function makeOnce(services: Services, user: LinxoUser): Promise<void> {
  const begun = making.get(user.person_id);
  if (begun) return begun;
  const attempt = makeUser(services, user).finally(() => making.delete(user.person_id));
  making.set(user.person_id, attempt);
  return attempt;
}

async function makeUser(services: Services, user: LinxoUser): Promise<void> {
  const { database, vault } = services;
  const credentials = { username: user.username, password: await vault.open(user.sealed_password, user.person_id) };
  const mine = user.asked_at === null ? undefined : await idAtLinxo(services, credentials);
  const id = mine ?? (await createAtLinxo(services, user, credentials));
  await database.updateTable('linxo_users').set({ linxo_id: id }).where('person_id', '=', user.person_id).execute();
}

async function createAtLinxo(
  services: Services,
  user: LinxoUser,
  credentials: { readonly username: string; readonly password: string },
): Promise<string> {
  const { database, connect } = services;
  const askedAt = new Date().toISOString();
  await database
    .updateTable('linxo_users')
    .set({ asked_at: askedAt })
    .where('person_id', '=', user.person_id)
    .execute();
  try {
    const api = connect.api({ subject: 'client', scopes: ['users_create'] });
    return (await api.post('/users', { body: { email: credentials.username, password: credentials.password } })).id;
  } catch (error) {
    if (!isLinxoError(error, 'ERR_API_REQUEST_REFUSED') || error.status !== 409) throw error;
    const mine = await idAtLinxo(services, credentials);
    // Linxo may still be working on an attempt before, or another process may have just made the user.
    const found = mine ?? (await keptId(services, user));
    if (found === undefined) throw new TryAgain('Linxo has the username, but does not take its password yet.');
    return found;
  }
}

async function keptId({ database }: Services, { person_id: id }: LinxoUser): Promise<string | undefined> {
  const kept = database.selectFrom('linxo_users').select('linxo_id').where('person_id', '=', id);
  return (await kept.executeTakeFirst())?.linxo_id ?? undefined;
}

/** Returns Linxo's id of the user whom these credentials belong to, or `undefined` if Linxo knows none. */
async function idAtLinxo(
  { connect }: Services,
  subject: { readonly username: string; readonly password: string },
): Promise<string | undefined> {
  try {
    await connect.tokens.getAccessToken({ subject, scopes: ['profile'], fresh: true });
  } catch (error) {
    if (isLinxoError(error, 'ERR_CREDENTIALS_REJECTED')) return undefined;
    throw error;
  }
  return (await connect.api({ subject, scopes: ['profile'] }).get('/users/me')).id;
}
