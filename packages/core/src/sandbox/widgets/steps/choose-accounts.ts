/** The step in which the user chooses accounts, for the application (`select_accounts`) or for the bank (`consent_per_account`). */
import { accountRow } from '../pages/account-row.ts';
import { cancelLink, errorSummary } from '../pages/form.ts';
import { html } from '../pages/html.ts';
import type { Step } from '../step.ts';
import { offeredAccounts } from '../draft.ts';
import { nameOf } from './sign-in.ts';

export const chooseAccounts: Step = {
  isDone: ({ flow }) =>
    flow.accountIds !== undefined ||
    !(flow.parameters.flag('select_accounts') || flow.parameters.flag('consent_per_account')),
  show: ({ flow, fields, error }) => {
    const { texts, bank } = flow;
    const isBanks = flow.parameters.flag('consent_per_account');
    const sent = fields.getAll('account');
    return {
      title: texts.accounts.title,
      isBanks,
      body: html`${errorSummary(texts, error, 'accounts')}
        <form method="post" action="?session=${flow.id}">
          <fieldset id="accounts" tabindex="-1">
            <legend>${texts.accounts.legend}</legend>
            <p class="hint">${isBanks ? texts.accounts.leadConsent(nameOf(bank)) : texts.accounts.lead}</p>
            <ul class="rows">
              ${offeredAccounts(flow).map((account) =>
                accountRow(account, flow, { isTicked: error === undefined || sent.includes(account.id) }),
              )}
            </ul>
          </fieldset>
          <p class="actions"><button>${texts.continue}</button></p>
        </form>
        ${cancelLink(flow)}`,
    };
  },
  submit: ({ flow, fields }) => {
    const offered = offeredAccounts(flow).map(({ id }) => id);
    const chosen = fields.getAll('account').filter((id) => offered.includes(id));
    if (chosen.length === 0) return 'chooseAccount';
    flow.accountIds = chosen;
    return undefined;
  },
};
