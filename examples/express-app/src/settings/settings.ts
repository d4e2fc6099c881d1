/** The journeys of the settings: what is kept about somebody, and the end of it. */
import { isLinxoError } from '@linxo-guard/core';
import { type Answer, page, seeOther, tooManyAttempts } from '../answer.ts';
import { isWordTyped } from '../input.ts';
import { credentialsOf, findLinxoUser } from '../linxo/linxo-users.ts';
import { goodbyePage } from '../pages/goodbye-page.tsx';
import { type Errors, waitError } from '../pages/field.tsx';
import { settingsPage } from '../pages/settings-page.tsx';
import { checkPassword } from '../people/check-password.ts';
import { TYPED_PASSWORD } from '../people/passwords.ts';
import { type Person, removePerson } from '../people/people.ts';
import { writeSessionCookie } from '../people/session-cookie.ts';
import type { Services } from '../services.ts';
import { isSecure, signedIn, type Visit } from '../visit.ts';
import { forgetNotices } from '../webhook/notices.ts';

export function showSettings(visit: Visit, query: Readonly<Record<string, unknown>>): Answer {
  signedIn(visit);
  return page(settingsPage(visit, { isPasswordChanged: query['password'] === 'changed' }));
}

/** Deletes the Linxo user, and then everything here. It asks for the password and for a word, because nothing brings it back. */
export async function deleteAccount(services: Services, visit: Visit, body: unknown): Promise<Answer> {
  const person = signedIn(visit);
  const { errors } = visit.words.form;
  const typed = (body ?? {}) as Readonly<Record<string, unknown>>;
  const shown = (problems: Errors) => settingsPage(visit, { errors: problems });
  const again = (problems: Errors) => page(shown(problems), 422);

  const password = TYPED_PASSWORD.parse(typed['password']);
  const missing = {
    ...(password === '' ? { password: errors.passwordMissing } : {}),
    ...(isWordTyped(body, visit.words.settings.delete.word) ? {} : { word: errors.word }),
  };
  if (Object.keys(missing).length > 0) return again(missing);
  const checked = await checkPassword(services, { email: person.email, password }, visit.address);
  const { waitSeconds } = checked;
  if (waitSeconds !== undefined) return tooManyAttempts(shown(waitError(visit, waitSeconds)), waitSeconds);
  if (checked.person === undefined) return again({ password: errors.notYours });

  await deleteLinxoUser(services, person);
  await removePerson(services.database, person);
  await services.limits.forget(person.email);
  const { headers, ...goodbye } = page(goodbyePage({ ...visit, person: undefined }));
  return { ...goodbye, headers: { ...headers, 'Set-Cookie': writeSessionCookie(undefined, isSecure(visit.origin)) } };
}

/**
 * Deletes somebody's Linxo user, with all that Linxo has of the banks. If an attempt before has ended unclearly and Linxo knows the user
 * no more, that attempt has worked.
 *
 * @throws what Linxo answers otherwise: then nothing is deleted here either, because the password would be lost with it
 */
async function deleteLinxoUser(services: Services, person: Person): Promise<void> {
  const { connect, database } = services;
  const user = await findLinxoUser(services, person);
  if (user === undefined || user.asked_at === null) return;
  const subject = credentialsOf(services, user);
  const api = connect.api({ subject, scopes: ['profile_edit'] });
  try {
    const { id } = await api.get('/users/me');
    await database
      .updateTable('linxo_users')
      .set({ deleting_at: new Date().toISOString() })
      .where('person_id', '=', person.id)
      .execute();
    await api.delete('/users/{id}', { path: { id } });
  } catch (error) {
    const isGone = isLinxoError(error, 'ERR_CREDENTIALS_REJECTED') || (isLinxoError(error) && error.status === 404);
    // A user whom Linxo never confirmed may not exist at all.
    if (!isGone || (user.deleting_at === null && user.linxo_id !== null)) throw error;
  }
  await connect.tokens.forgetUser(user.username);
}

/** Forgets the notices that somebody has seen. */
export async function seenNotices({ database }: Services, visit: Visit): Promise<Answer> {
  await forgetNotices(database, signedIn(visit));
  return seeOther('/accounts');
}
