/** A labelled field of a form, with its hint before and its error beside it, and the summary of errors above a form. */
import type { Visit } from '../visit.ts';
import type { Words } from '../words/languages.ts';
import { waitingTime } from './formats.ts';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly type: 'email' | 'password' | 'text';
  readonly autocomplete: string;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

export function Field({ name, label, type, autocomplete, value, hint, error }: FieldProps) {
  const describedBy = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={name}
        name={name}
        type={type}
        autocomplete={autocomplete}
        value={value}
        required
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy || undefined}
      />
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

/** Tells the browser whose password a form asks for, so that it offers the right one and keeps a new one. Nothing reads the field. */
export function OwnAddress({ person }: Pick<Visit, 'person'>) {
  return <input type="email" name="email" autocomplete="username" value={person?.email} hidden readonly />;
}

/** Errors by the name of their field. One with an empty name belongs to the whole form. */
export type Errors = Readonly<Record<string, string>>;

/** The name of the error that asks for patience. Nothing is wrong with what was typed. */
const WAIT = 'wait';

/** Returns the error that says how long to wait. */
export function waitError({ language, words }: Visit, seconds: number): Errors {
  return { [WAIT]: words.form.errors.wait(waitingTime(language, seconds)) };
}

export function ErrorSummary({ words, errors }: { readonly words: Words; readonly errors: Errors }) {
  const { [WAIT]: wait, ...others } = errors;
  const entries = Object.entries(others);
  if (wait === undefined && entries.length === 0) return null;
  return (
    <div class="summary" role="alert" tabIndex={-1} autofocus>
      {wait !== undefined && <p>{wait}</p>}
      {entries.length > 0 && (
        <>
          <h2>{words.form.problem}</h2>
          <ul>
            {entries.map(([name, text]) => (
              <li>{name === '' ? text : <a href={`#${name}`}>{text}</a>}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
