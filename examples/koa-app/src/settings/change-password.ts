/** The journey of changing the password. */
import { type Answer, page, seeOther, tooManyAttempts } from '../answer.ts';
import { type Errors, waitError } from '../pages/field.tsx';
import { passwordPage } from '../pages/password-page.tsx';
import { checkPassword } from '../people/check-password.ts';
import { NEW_PASSWORD, TYPED_PASSWORD } from '../people/passwords.ts';
import { changePassword } from '../people/people.ts';
import { writeSessionCookie } from '../people/session-cookie.ts';
import { beginSession } from '../people/sessions.ts';
import { SignInRequired } from '../problems/errors.ts';
import type { Services } from '../services.ts';
import { isSecure, signedIn, type Visit } from '../visit.ts';

export function showPasswordForm(visit: Visit): Answer {
  signedIn(visit);
  return page(passwordPage(visit));
}

/** Changes the password, if the old one is right. Whoever else is signed in to the account is signed out, and this browser gets a new cookie. */
export async function changeOwnPassword(services: Services, visit: Visit, body: unknown): Promise<Answer> {
  const { database } = services;
  const person = signedIn(visit);
  const { errors } = visit.words.form;
  const again = (problems: Errors) => page(passwordPage(visit, problems), 422);

  const typed = (body ?? {}) as Readonly<Record<string, unknown>>;
  const [current, password] = [TYPED_PASSWORD.parse(typed['current']), NEW_PASSWORD.safeParse(typed['password'])];
  if (current === '' || !password.success) {
    return again({
      ...(current === '' ? { current: errors.passwordMissing } : {}),
      ...(password.success ? {} : { password: errors.password }),
    });
  }
  const checked = await checkPassword(services, { email: person.email, password: current }, visit.address);
  const { person: known, waitSeconds } = checked;
  if (waitSeconds !== undefined)
    return tooManyAttempts(passwordPage(visit, waitError(visit, waitSeconds)), waitSeconds);
  if (known === undefined) return again({ current: errors.notYours });

  const changed = await changePassword(database, known, password.data);
  // Another request was faster, and has ended this session.
  if (changed === undefined) throw new SignInRequired('The password was changed meanwhile.');
  const token = await beginSession(database, changed, visit.sessionToken);
  return seeOther('/settings?password=changed', { 'Set-Cookie': writeSessionCookie(token, isSecure(visit.origin)) });
}
