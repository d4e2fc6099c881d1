/** The step in which the user chooses a bank: a search, and the banks of the countries that the application named. */
import { BANKS, bankOf, type BankName } from '../../data/banks.ts';
import { leaveBank, type Flow } from '../flow.ts';
import { cancelLink, errorSummary } from '../pages/form.ts';
import { html, type Html } from '../pages/html.ts';
import { bankMark } from '../pages/mark.ts';
import type { Step } from '../step.ts';

export const chooseBank: Step = {
  isDone: ({ flow }) => flow.bank !== undefined,
  show: ({ flow, fields, error }) => {
    const { texts } = flow;
    const query = fields.get('q')?.trim() ?? '';
    const offered = banksFor(flow);
    const found = offered.filter((bank) => plain(BANKS[bank].name).includes(plain(query)));
    const unknown = flow.parameters.text('provider_id') !== undefined;
    return {
      title: texts.bank.title,
      body: html`${errorSummary(texts, error, 'q')}
        ${unknown && html`<p class="state broken">${texts.bank.unknown}</p>`}
        <form class="search" method="get" role="search">
          <input type="hidden" name="session" value="${flow.id}" />
          <div class="field">
            <label for="q">${texts.bank.search}</label
            ><input type="search" id="q" name="q" value="${query}" autocomplete="off" />
          </div>
          <button class="second">${texts.bank.searchButton}</button>
        </form>
        <p class="hint" role="status">
          ${found.length > 0 ? texts.bank.count(found.length) : noneText(flow, offered, query)}
        </p>
        ${found.length === 0 && query !== '' && html`<p><a href="?session=${flow.id}">${texts.bank.showAll}</a></p>`}
        <form method="post" action="?session=${flow.id}">
          ${bankList(
            'banks',
            texts.bank.legend,
            found.filter((bank) => !isTestBank(bank)),
            flow,
          )}
          ${bankList('test-banks', texts.bank.legendTest, found.filter(isTestBank), flow)}
        </form>
        ${cancelLink(flow)}`,
    };
  },
  submit: ({ flow, fields }) => {
    const bank = bankOf(fields.get('provider_id') ?? '');
    if (bank === undefined || !banksFor(flow).includes(bank)) return 'chooseBank';
    leaveBank(flow);
    flow.bank = bank;
    return undefined;
  },
};

/** Returns the banks that the application's parameters leave to choose from. */
function banksFor({ parameters }: Flow): readonly BankName[] {
  const countries = parameters.list('countries');
  const names = Object.keys(BANKS) as BankName[];
  return countries.length === 0 ? names : names.filter((bank) => countries.includes(BANKS[bank].country));
}

function bankList(id: string, heading: string, banks: readonly BankName[], flow: Flow): Html | undefined {
  if (banks.length === 0) return undefined;
  return html`<h2 id="${id}">${heading}</h2>
    <ul class="rows" aria-labelledby="${id}">
      ${banks.map((bank) => bankRow(bank, flow))}
    </ul>`;
}

/** Test banks are named for what happens there; at the others, something ordinary happens. */
function isTestBank(bank: BankName): boolean {
  return BANKS[bank].name.startsWith('Test ');
}

function bankRow(bank: BankName, { texts }: Flow): Html {
  const { id, name, outcome } = BANKS[bank];
  return html`<li>
    <button class="row" name="provider_id" value="${id}">
      ${bankMark(bank, 40)} <span class="words"><b>${name}</b><small>${texts.outcomes[outcome]}</small></span>
    </button>
  </li>`;
}

function noneText({ texts }: Flow, offered: readonly BankName[], query: string): string {
  return offered.length === 0 ? texts.bank.noneAtAll : texts.bank.none(query);
}

/** Returns a name without case and accents, as people type it. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
