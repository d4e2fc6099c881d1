/** The step with the bank's second factor: a code by text message, or an approval in the bank's app. */
import { renewAndSync } from '../../synchronization/renew-consent.ts';
import { cancelLink, errorSummary, fieldOf, sandboxHint } from '../pages/form.ts';
import { html, type Html } from '../pages/html.ts';
import type { Step, Visit } from '../step.ts';
import { nameOf, outcomeAt } from './sign-in.ts';

/** The code that every bank of the sandbox accepts. */
const RIGHT_CODE = '123456';

const MAX_REFUSED = 3;

export const secondFactor: Step = {
  // The widget `user_input` exists to answer a question of the bank, so there is one at every bank.
  isDone: ({ flow }) =>
    flow.isSecondFactorDone || (outcomeAt(flow.bank).secondFactor === undefined && flow.action !== 'user_input'),
  show: (visit) => {
    const { texts } = visit.flow;
    return isApproval(visit)
      ? { title: texts.approval.title, isBanks: true, body: approvalBody(visit) }
      : { title: texts.code.title, isBanks: true, body: codeBody(visit) };
  },
  submit: (visit) => {
    const { flow, fields } = visit;
    if (isApproval(visit)) {
      if (fields.get('answer') === 'approve') pass(visit);
      else flow.problem = 'approvalRefused';
      return undefined;
    }
    const code = (fields.get('code') ?? '').replaceAll(/\s/g, '');
    if (code === '') return 'codeMissing';
    if (code === RIGHT_CODE) {
      pass(visit);
      return undefined;
    }
    flow.refused += 1;
    if (flow.refused >= MAX_REFUSED) flow.problem = 'locked';
    return 'codeWrong';
  },
};

/** Lets the user pass. In `user_input` this was all that the bank wanted, so its synchronization starts again. */
function pass({ flow, data, world }: Visit): void {
  flow.isSecondFactorDone = true;
  if (flow.action !== 'user_input' || flow.isCommitted) return;
  flow.isCommitted = true;
  renewAndSync(flow.connectionId, data, world);
}

function isApproval({ flow }: Visit): boolean {
  return outcomeAt(flow.bank).secondFactor === 'app';
}

function codeBody({ flow, error }: Visit): Html {
  const { id, texts } = flow;
  return html`${errorSummary(texts, error, 'code')}
    <p class="lead">${texts.code.lead}</p>
    ${sandboxHint(texts.code.hint)}
    <form method="post" action="?session=${id}">
      ${fieldOf({
        name: 'code',
        label: texts.code.label,
        autocomplete: 'one-time-code',
        inputmode: 'numeric',
        error: error === undefined ? undefined : texts.errors[error],
      })}
      <p class="actions"><button>${texts.code.button}</button></p>
    </form>
    ${cancelLink(flow)}`;
}

function approvalBody({ flow }: Visit): Html {
  const { id, texts, bank } = flow;
  return html`<p class="lead">${texts.approval.lead(nameOf(bank))}</p>
    ${sandboxHint(texts.approval.hint)}
    <form method="post" action="?session=${id}">
      <p class="actions">
        <button name="answer" value="approve">${texts.approval.approve}</button>
        <button class="second" name="answer" value="refuse">${texts.approval.refuse}</button>
      </p>
    </form>
    ${cancelLink(flow)}`;
}
