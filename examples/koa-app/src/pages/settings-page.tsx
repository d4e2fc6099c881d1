/** The page of settings: who is signed in, the data to take along, and the end of the account. */
import type { Visit } from '../visit.ts';
import { DoneNote } from './done-note.tsx';
import { ErrorSummary, type Errors, Field, OwnAddress } from './field.tsx';
import { render } from './render.tsx';

interface SettingsPageOptions {
  readonly errors?: Errors;
  /** True right after the password was changed. */
  readonly isPasswordChanged?: boolean;
}

export function settingsPage(visit: Visit, { errors = {}, isPasswordChanged = false }: SettingsPageOptions): string {
  const { words, person } = visit;
  const { title, signedInAs, password, export: take, delete: end } = words.settings;
  return render(
    visit,
    { title },
    <>
      <h1>{title}</h1>
      <ErrorSummary words={words} errors={errors} />
      {isPasswordChanged && <DoneNote text={password.done} />}
      <p>
        {signedInAs} <strong>{person?.email}</strong>
      </p>
      <section class="part">
        <h2>{password.section}</h2>
        <p>{password.text}</p>
        <p class="actions">
          <a class="button second" href="/settings/password">
            {password.title}
          </a>
        </p>
      </section>
      <section class="part">
        <h2>{take.title}</h2>
        <p>{take.text}</p>
        <p class="actions">
          <a class="button second" href="/settings/export" download>
            {take.button}
          </a>
        </p>
      </section>
      <section class="part">
        <h2>{end.title}</h2>
        <p>{end.text}</p>
        <form method="post" action="/settings/delete" novalidate>
          <OwnAddress person={person} />
          <Field
            name="password"
            label={words.form.password}
            type="password"
            autocomplete="current-password"
            error={errors['password']}
          />
          <Field
            name="word"
            label={words.form.confirm(end.word)}
            type="text"
            autocomplete="off"
            error={errors['word']}
          />
          <button class="danger">{end.button}</button>
        </form>
      </section>
    </>,
  );
}
