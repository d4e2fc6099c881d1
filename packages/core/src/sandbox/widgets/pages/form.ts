/** The parts of forms: fields with their errors, the summary of errors, and links out of the widget. */
import type { Flow } from '../flow.ts';
import type { ErrorName, Texts } from '../texts/texts.ts';
import { html, type Content, type Html } from './html.ts';

interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'password';
  readonly autocomplete: string;
  readonly hint?: string;
  readonly value?: string | undefined;
  readonly error?: string | undefined;
  readonly inputmode?: 'numeric';
}

export function fieldOf({ name, label, type = 'text', autocomplete, hint, value, error, inputmode }: Field): Html {
  const described = [hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`]
    .filter(Boolean)
    .join(' ');
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${error !== undefined && html`<p class="error" id="${name}-error">${error}</p>`}
    <input
      type="${type}"
      id="${name}"
      name="${name}"
      autocomplete="${autocomplete}"
      value="${type === 'password' ? '' : value}"
      ${inputmode !== undefined && html`inputmode="${inputmode}"`}
      ${described !== '' && html`aria-describedby="${described}"`}
      ${error !== undefined && html`aria-invalid="true"`}
    />
  </div>`;
}

/** Returns the summary of what was refused, with a link to the field. It takes the focus. */
export function errorSummary(texts: Texts, error: ErrorName | undefined, fieldId: string): Content {
  if (error === undefined) return undefined;
  return html`<div class="errors" role="alert" tabindex="-1" autofocus>
    <p>${texts.errorsHead}</p>
    <ul>
      <li><a href="#${fieldId}">${texts.errors[error]}</a></li>
    </ul>
  </div>`;
}

/** Returns what only a sandbox says: what can be typed here, and what then happens. */
export function sandboxHint(text: string): Html {
  return html`<p class="sandbox">${text}</p>`;
}

/** Returns the link with which the user cancels. */
export function cancelLink({ id, texts }: Flow): Html {
  return html`<p class="away"><a href="/widget/cancel?session=${id}">${texts.cancel}</a></p>`;
}
