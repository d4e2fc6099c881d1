/** The first page of those who are signed in: the sum of all accounts, then the accounts, then the latest movements. */
import type { Account, Category } from '@linxo-guard/core';
import type { Shared } from '../accounts/accounts.ts';
import { balanceHistory } from '../accounts/balance-history.ts';
import { isLoan, totalsOf } from '../accounts/totals.ts';
import { bankStateOf } from '../banks/bank-state.ts';
import type { Visit } from '../visit.ts';
import type { Notice } from '../webhook/notices.ts';
import { AccountGroups } from './account-groups.tsx';
import { LinkForm } from './banks-page.tsx';
import { Chart } from './chart.tsx';
import { money } from './formats.ts';
import { MovementList } from './movement-list.tsx';
import { Notices } from './notices.tsx';
import { render } from './render.tsx';
import { Sketch } from './sketch.tsx';

interface AccountsPageData {
  readonly accounts: readonly Account[];
  /** `undefined` for those who share accounts only. */
  readonly shared: Shared | undefined;
  readonly categories: ReadonlyMap<string, Category>;
  readonly notices: readonly Notice[];
}

interface Props extends AccountsPageData {
  readonly visit: Visit;
}

export function accountsPage(visit: Visit, data: AccountsPageData): string {
  const { words } = visit;
  const { title, none, notYet, noneGiven } = words.accounts;
  if (data.accounts.length === 0) {
    const states = data.shared?.connections.map((connection) => bankStateOf(connection)) ?? [];
    const hasBanks = states.length > 0;
    return render(
      visit,
      { title },
      <div class="narrow">
        <Sketch />
        <h1>{title}</h1>
        <p>{hasBanks ? (states.includes('updating') ? notYet : noneGiven) : none}</p>
        {hasBanks ? (
          <p class="actions">
            <a class="button" href="/banks">
              {words.banks.toBanks}
            </a>
          </p>
        ) : (
          <>
            <LinkForm label={words.banks.link} />
            <p class="hint">{words.banks.linkHint}</p>
          </>
        )}
      </div>,
    );
  }
  return render(
    visit,
    { title },
    <>
      <h1 class="unseen">{title}</h1>
      <Notices visit={visit} notices={data.notices} />
      <Total {...data} visit={visit} />
      <div class="columns">
        <AccountGroups visit={visit} accounts={data.accounts} connections={data.shared?.connections} />
        <Latest {...data} visit={visit} />
      </div>
    </>,
  );
}

function Total({ visit, accounts, shared }: Props) {
  const { words, language } = visit;
  const { sums, loans } = totalsOf(accounts);
  const [main] = sums;
  const inChart = accounts.filter((account) => !isLoan(account) && account.currency === main?.currency);
  const ids = new Set(inChart.map(({ id }) => id));
  const transactions = shared?.transactions.filter(({ account_id: id }) => ids.has(id)) ?? [];
  return (
    <section class="total sheet">
      <h2>{words.accounts.total}</h2>
      <p class="sum">
        {sums.map(({ amount, currency }) => (
          <span>{money(language, amount, currency)}</span>
        ))}
      </p>
      {loans.length > 0 && (
        <p class="hint">
          {words.accounts.withoutLoans(
            loans.map(({ amount, currency }) => money(language, amount, currency)).join(', '),
          )}
        </p>
      )}
      {main && transactions.length > 0 && (
        <Chart
          visit={visit}
          id="total"
          title={words.accounts.chart}
          currency={main.currency}
          history={balanceHistory(main.amount, transactions)}
        />
      )}
    </section>
  );
}

function Latest({ visit, accounts, shared, categories }: Props) {
  const { words } = visit;
  const { latest, all, noMovements, notShared } = words.accounts;
  return (
    <section class="group">
      <h2>{latest}</h2>
      {shared === undefined ? (
        <p class="note">{notShared}</p>
      ) : shared.latest.length === 0 ? (
        <p class="note">{noMovements}</p>
      ) : (
        <>
          <MovementList visit={visit} transactions={shared.latest} categories={categories} accounts={accounts} />
          <p class="more">
            <a href="/transactions">{all}</a>
          </p>
        </>
      )}
    </section>
  );
}
