/** The pages to sign up and to sign in, which differ in little. */
import type { Visit } from '../visit.ts';
import { entryHref } from './entry-href.ts';
import { ErrorSummary, type Errors, Field } from './field.tsx';
import { render } from './render.tsx';

export interface EntryForm {
  readonly kind: 'sign-up' | 'sign-in';
  readonly email?: string | undefined;
  /** The page to go to afterwards. */
  readonly next?: string | undefined;
  readonly errors?: Errors;
}

export function entryPage(visit: Visit, { kind, email, next, errors = {} }: EntryForm): string {
  const { words } = visit;
  const isNew = kind === 'sign-up';
  const title = isNew ? words.signUp : words.signIn;
  return render(
    visit,
    { title, ...(next === undefined ? {} : { next }) },
    <div class="narrow">
      <h1>{title}</h1>
      <ErrorSummary words={words} errors={errors} />
      <form method="post" action={`/${kind}`} novalidate>
        {next && <input type="hidden" name="next" value={next} />}
        <Field
          name="email"
          label={words.form.email}
          type="email"
          autocomplete="username"
          value={email}
          error={errors['email']}
        />
        <Field
          name="password"
          label={words.form.password}
          type="password"
          autocomplete={isNew ? 'new-password' : 'current-password'}
          hint={isNew ? words.form.newPasswordHint : undefined}
          error={errors['password']}
        />
        <button class="wide">{title}</button>
      </form>
      <p class="aside">
        {isNew ? words.form.haveAccount : words.form.noAccount}{' '}
        <a href={entryHref(isNew ? 'sign-in' : 'sign-up', next)}>{isNew ? words.signIn : words.signUp}</a>
      </p>
    </div>,
  );
}
