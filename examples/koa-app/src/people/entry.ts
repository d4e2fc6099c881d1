/** The journeys of signing up, in and out. */
import * as z from 'zod';
import { type Answer, page, seeOther, tooManyAttempts } from '../answer.ts';
import { credentialsOf, findLinxoUser } from '../linxo/linxo-users.ts';
import { entryPage, type EntryForm } from '../pages/entry-page.tsx';
import { type Errors, waitError } from '../pages/field.tsx';
import type { Services } from '../services.ts';
import { isSecure, type Visit } from '../visit.ts';
import { checkPassword } from './check-password.ts';
import { NEW_PASSWORD, TYPED_PASSWORD } from './passwords.ts';
import { addPerson, type Person } from './people.ts';
import { writeSessionCookie } from './session-cookie.ts';
import { beginSession, endSession } from './sessions.ts';

const EMAIL = z.string().trim().toLowerCase().pipe(z.email().max(254));
const FIRST_PAGE = '/accounts';
/**
 * A path of this application: after a sign-in nobody is sent to another site. The query may have every character that a form or a browser
 * leaves in one; the longest search of the page of transactions fits.
 */
const OWN_PATH = /^\/(?![/\\])[\w./%~-]{0,500}(?:\?[\w!$%&()*+,./:;=?@[\]^{|}~-]{0,2000})?$/;

/** Shows a form, or sends somebody who is signed in to the page that was wanted. */
export function showEntry(visit: Visit, kind: EntryForm['kind'], next?: unknown): Answer {
  const wanted = ownPath(next);
  return visit.person ? seeOther(wanted ?? FIRST_PAGE) : page(entryPage(visit, { kind, next: wanted }));
}

/**
 * Adds a person, who is signed in from then on; so is who has an account already and types its password, such as somebody who sends the
 * form twice. Otherwise the answer tells that the address has an account: without mail nothing else can say why it is not taken. An
 * application that sends mail answers every address in the same way, and says the rest in the mail.
 */
export async function signUp(services: Services, visit: Visit, body: unknown): Promise<Answer> {
  const { errors } = visit.words.form;
  const typed = readForm(body);
  const [email, password] = [EMAIL.safeParse(typed.email), NEW_PASSWORD.safeParse(typed.password)];
  const shown = (problems: Errors) => entryPage(visit, { ...typed, kind: 'sign-up', errors: problems });
  const again = (problems: Errors, status = 422) => page(shown(problems), status);

  if (!email.success || !password.success) {
    return again({
      ...(email.success ? {} : { email: errors.email }),
      ...(password.success ? {} : { password: errors.password }),
    });
  }
  const waitSeconds = await services.limits.signUp(visit.address);
  if (waitSeconds !== undefined) return tooManyAttempts(shown(waitError(visit, waitSeconds)), waitSeconds);
  const credentials = { email: email.data, password: password.data };
  const person =
    (await addPerson(services.database, credentials)) ??
    (await checkPassword(services, credentials, visit.address)).person;
  return person ? enter(services, visit, person, typed.next) : again({ email: errors.taken }, 409);
}

export async function signIn(services: Services, visit: Visit, body: unknown): Promise<Answer> {
  const { errors } = visit.words.form;
  const typed = readForm(body);
  const shown = (problems: Errors) => entryPage(visit, { ...typed, kind: 'sign-in', errors: problems });
  const again = (problems: Errors, status = 422) => page(shown(problems), status);
  const email = EMAIL.safeParse(typed.email);
  if (!email.success) return again({ email: errors.email });
  if (typed.password === '') return again({ password: errors.passwordMissing });

  const credentials = { email: email.data, password: typed.password };
  const { person, waitSeconds } = await checkPassword(services, credentials, visit.address);
  if (waitSeconds !== undefined) return tooManyAttempts(shown(waitError(visit, waitSeconds)), waitSeconds);
  return person ? enter(services, visit, person, typed.next) : again({ '': errors.wrong }, 403);
}

/** Ends the session, and drops the tokens that were earned for it. */
export async function signOut(services: Services, visit: Visit): Promise<Answer> {
  await endSession(services.database, visit.sessionToken);
  const user = visit.person && (await findLinxoUser(services, visit.person));
  if (user) {
    const { everywhere } = await services.connect.tokens.forget(credentialsOf(services, user));
    if (!everywhere)
      services.log.warn('The store of tokens does not answer: other processes may keep a token for a while.');
  }
  return seeOther('/', { 'Set-Cookie': writeSessionCookie(undefined, isSecure(visit.origin)) });
}

async function enter({ database }: Services, visit: Visit, person: Person, next: string | undefined): Promise<Answer> {
  const token = await beginSession(database, person, visit.sessionToken);
  return seeOther(next ?? FIRST_PAGE, { 'Set-Cookie': writeSessionCookie(token, isSecure(visit.origin)) });
}

/** Reads what was typed. Whatever is no text counts as empty. */
function readForm(body: unknown) {
  const { email, password, next } = (body ?? {}) as Readonly<Record<string, unknown>>;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { email: text(email), password: TYPED_PASSWORD.parse(password), next: ownPath(next) };
}

function ownPath(next: unknown): string | undefined {
  return typeof next === 'string' && OWN_PATH.test(next) ? next : undefined;
}
