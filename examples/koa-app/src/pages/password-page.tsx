/** The page to change the password. */
import type { Visit } from '../visit.ts';
import { ErrorSummary, type Errors, Field, OwnAddress } from './field.tsx';
import { render } from './render.tsx';

export function passwordPage(visit: Visit, errors: Errors = {}): string {
  const { words, person } = visit;
  const { title, text, current, next, button } = words.settings.password;
  return render(
    visit,
    { title },
    <div class="narrow">
      <p class="crumb">
        <a href="/settings">{words.settings.title}</a>
      </p>
      <h1>{title}</h1>
      <ErrorSummary words={words} errors={errors} />
      <p>{text}</p>
      <form method="post" action="/settings/password" novalidate>
        <OwnAddress person={person} />
        <Field
          name="current"
          label={current}
          type="password"
          autocomplete="current-password"
          error={errors['current']}
        />
        <Field
          name="password"
          label={next}
          type="password"
          autocomplete="new-password"
          hint={words.form.newPasswordHint}
          error={errors['password']}
        />
        <button>{button}</button>
      </form>
    </div>,
  );
}
