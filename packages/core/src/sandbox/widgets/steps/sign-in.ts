/** The step in which the user signs in at the bank, or finds it down. */
import { BANK_OUTCOMES, type BankOutcome } from '../../data/bank-outcomes.ts';
import { BANKS, type BankName } from '../../data/banks.ts';
import { offeredAccounts, prepareDraft } from '../draft.ts';
import { canChangeBank, type Flow } from '../flow.ts';
import { cancelLink, errorSummary, fieldOf, sandboxHint } from '../pages/form.ts';
import { html } from '../pages/html.ts';
import type { Step, Visit } from '../step.ts';
import type { ErrorName } from '../texts/texts.ts';

/** The password that every bank refuses. */
const WRONG_PASSWORD = 'wrong';

const MAX_REFUSED = 3;

export const signIn: Step = {
  isDone: ({ flow }) => flow.isSignedIn,
  show: ({ flow, fields, error }) => {
    const { texts, bank } = flow;
    const { signIn: access } = outcomeAt(bank);
    const messageFor = (...names: readonly ErrorName[]) =>
      error !== undefined && names.includes(error) ? texts.errors[error] : undefined;
    return {
      title: texts.signIn.title(nameOf(bank)),
      isBanks: true,
      body: html`${errorSummary(texts, error, error === 'identifierMissing' ? 'identifier' : 'password')}
        ${sandboxHint(access === 'refused' ? texts.signIn.hintRefused : texts.signIn.hint)}
        <form method="post" action="?session=${flow.id}">
          ${fieldOf({
            name: 'identifier',
            label: texts.signIn.identifier,
            autocomplete: 'username',
            value: fields.get('identifier') ?? undefined,
            error: messageFor('identifierMissing'),
          })}
          ${fieldOf({
            name: 'password',
            label: texts.signIn.password,
            type: 'password',
            autocomplete: 'current-password',
            error: messageFor('passwordMissing', 'passwordWrong'),
          })}
          <p class="actions"><button>${texts.signIn.button}</button></p>
        </form>
        ${canChangeBank(flow) && html`<p class="away"><a href="bank?session=${flow.id}">${texts.otherBank}</a></p>`}
        ${cancelLink(flow)}`,
    };
  },
  submit: (visit) => {
    const { flow, fields } = visit;
    if (isBlank(fields, 'identifier')) return 'identifierMissing';
    if (isBlank(fields, 'password')) return 'passwordMissing';
    if (outcomeAt(flow.bank).signIn === 'refused' || fields.get('password') === WRONG_PASSWORD) return refuse(flow);
    flow.isSignedIn = true;
    flow.isSecondFactorDone = false;
    flow.refused = 0;
    return prepare(visit);
  },
};

/** Counts a refused attempt. After the third in a row the bank locks the access. */
function refuse(flow: Flow): ErrorName {
  flow.refused += 1;
  if (flow.refused >= MAX_REFUSED) flow.problem = 'locked';
  return 'passwordWrong';
}

/** Prepares what the user will be able to share. */
function prepare(visit: Visit): undefined {
  const { flow } = visit;
  if (flow.action !== 'add_connection') return;
  prepareDraft(visit);
  if (offeredAccounts(flow).length === 0) flow.problem = 'noAccounts';
}

export function outcomeAt(bank: BankName | undefined): BankOutcome {
  return BANK_OUTCOMES[bank === undefined ? 'success' : BANKS[bank].outcome];
}

export function nameOf(bank: BankName | undefined): string {
  return bank === undefined ? '' : BANKS[bank].name;
}

function isBlank(fields: URLSearchParams, name: string): boolean {
  return (fields.get(name) ?? '').trim() === '';
}
