/** The step in which the user accepts terms of use. */
import { cancelLink } from '../pages/form.ts';
import { html } from '../pages/html.ts';
import type { Step } from '../step.ts';

export const acceptTerms: Step = {
  isDone: ({ flow }) => flow.isCommitted,
  show: ({ flow }) => ({
    title: flow.texts.terms.title,
    body: html`${flow.texts.terms.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
      <form method="post" action="?session=${flow.id}">
        <p class="actions"><button>${flow.texts.terms.button}</button></p>
      </form>
      ${cancelLink(flow)}`,
  }),
  submit: ({ flow }) => {
    flow.isCommitted = true;
    return undefined;
  },
};
