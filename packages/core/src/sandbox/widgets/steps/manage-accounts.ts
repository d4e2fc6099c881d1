/** The steps of the actions about accounts that exist: which of them go on being read, and which are professional. */
import type { Account } from '../../data/payloads.ts';
import { accountRow } from '../pages/account-row.ts';
import { cancelLink } from '../pages/form.ts';
import { html } from '../pages/html.ts';
import type { Step } from '../step.ts';
import type { Texts } from '../texts/texts.ts';

interface Choice {
  /** Returns true for an account that the user can choose. */
  readonly isOffered: (account: Account) => boolean;
  readonly titleOf: (texts: Texts) => string;
  readonly leadOf: (texts: Texts) => string;
  readonly isTicked: (account: Account) => boolean;
  readonly change: (account: Account, isTicked: boolean) => Account;
}

export const manageAccounts: Step = stepFor({
  // A manual account has no bank that could update it.
  isOffered: ({ status }) => status !== 'MANUAL',
  titleOf: ({ manage }) => manage.title,
  leadOf: ({ manage }) => manage.lead,
  isTicked: ({ status }) => status !== 'SUSPENDED',
  change: (account, isTicked) => {
    if (!isTicked) return { ...account, status: 'SUSPENDED' };
    return account.status === 'SUSPENDED' ? { ...account, status: 'ACTIVE' } : account;
  },
});

export const chooseProfessional: Step = stepFor({
  isOffered: () => true,
  titleOf: ({ professional }) => professional.title,
  leadOf: ({ professional }) => professional.lead,
  isTicked: ({ usage }) => usage === 'PROFESSIONAL',
  change: (account, isTicked) => ({ ...account, usage: isTicked ? 'PROFESSIONAL' : 'PERSONAL' }),
});

function stepFor({ isOffered, titleOf, leadOf, isTicked, change }: Choice): Step {
  return {
    isDone: ({ flow }) => flow.isCommitted,
    show: ({ flow, data }) => {
      const { texts } = flow;
      const title = titleOf(texts);
      const accounts = [...data.accounts.values()].filter(isOffered);
      if (accounts.length === 0)
        return {
          title,
          body: html`<p>${texts.manage.empty}</p>
            ${cancelLink(flow)}`,
        };
      const groups = [...new Set(accounts.map(({ connection_id: id }) => id))].map(
        (connectionId) =>
          html`<fieldset>
            <legend>${data.connections.get(connectionId)?.name ?? texts.accounts.legend}</legend>
            <ul class="rows">
              ${accounts
                .filter(({ connection_id: id }) => id === connectionId)
                .map((account) => accountRow(account, flow, { isTicked: isTicked(account) }))}
            </ul>
          </fieldset>`,
      );
      return {
        title,
        body: html`<p class="lead">${leadOf(texts)}</p>
          <form method="post" action="?session=${flow.id}">
            ${groups}
            <p class="actions"><button>${texts.manage.button}</button></p>
          </form>
          ${cancelLink(flow)}`,
      };
    },
    submit: ({ flow, data, fields }) => {
      const ticked = new Set(fields.getAll('account'));
      for (const account of [...data.accounts.values()].filter(isOffered)) {
        data.accounts.set(account.id, change(account, ticked.has(account.id)));
      }
      flow.isCommitted = true;
      return undefined;
    },
  };
}
