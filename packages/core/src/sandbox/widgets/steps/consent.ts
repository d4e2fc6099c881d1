/** The step in which the user consents, at the bank, that the application reads the accounts. */
import { outcomeAt, nameOf } from './sign-in.ts';
import { CONSENT_SECONDS } from '../../seed/schedule.ts';
import { renewAndSync } from '../../synchronization/renew-consent.ts';
import { epochSeconds } from '../../world/world.ts';
import { commitDraft, sharedAccounts } from '../draft.ts';
import { kindOf } from '../pages/account-row.ts';
import { sandboxHint } from '../pages/form.ts';
import { html } from '../pages/html.ts';
import type { Step, Visit } from '../step.ts';
import { dayText } from '../texts/texts.ts';

export const consent: Step = {
  isDone: ({ flow }) => flow.isCommitted,
  show: (visit) => {
    const { flow, world } = visit;
    const { texts, parameters, bank } = flow;
    const accounts = accountsOf(visit);
    const isRenewal = flow.action !== 'add_connection';
    const seconds = isRenewal ? CONSENT_SECONDS : (outcomeAt(bank).consentSeconds ?? CONSENT_SECONDS);
    return {
      title: isRenewal ? texts.consent.titleRenewal : texts.consent.title,
      isBanks: true,
      body: html`<p class="lead">${texts.consent.lead(flow.token.clientId)}</p>
        <ul class="plain">
          ${texts.consent.what.map((what) => html`<li>${what}</li>`)}
        </ul>
        ${
          accounts.length > 0 &&
          html`<ul class="rows">
            ${accounts.map(
              ({ name, account_number: number, type }) =>
                html`<li class="row">
                  <span class="words"
                    ><b>${name ?? number}</b><small>${kindOf(type, texts)} ··${number.slice(-4)}</small></span
                  >
                </li>`,
            )}
          </ul>`
        }
        <p>${texts.consent.until(dayText(epochSeconds(world) + seconds, parameters.locale))} ${texts.consent.never}</p>
        ${seconds < CONSENT_SECONDS && sandboxHint(`${nameOf(bank)}: ${texts.outcomes.shortConsent}.`)}
        <form method="post" action="?session=${flow.id}">
          <p class="actions">
            <button name="answer" value="agree">${texts.consent.agree}</button>
            <button class="second" name="answer" value="refuse">${texts.consent.refuse}</button>
          </p>
        </form>`,
    };
  },
  submit: (visit) => {
    const { flow, fields } = visit;
    if (fields.get('answer') !== 'agree') {
      flow.problem = 'consentRefused';
      return undefined;
    }
    if (flow.isCommitted) return undefined;
    flow.isCommitted = true;
    if (flow.action === 'add_connection') commitDraft(visit);
    else renewAndSync(flow.connectionId, visit.data, visit.world);
    return undefined;
  },
};

function accountsOf({ flow, data }: Visit) {
  if (flow.action === 'add_connection') return sharedAccounts(flow);
  return [...data.accounts.values()].filter((account) => account.connection_id === flow.connectionId);
}
