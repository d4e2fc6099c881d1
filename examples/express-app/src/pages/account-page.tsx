/** The page of one account: its balance, how it got there, and its latest movements. */
import type { Account, Category, Transaction } from '@linxo-guard/core';
import type { DayBalance } from '../accounts/balance-history.ts';
import { addressOf } from '../transactions/filters.ts';
import type { Visit } from '../visit.ts';
import { accountKind, accountName, accountState } from './account-words.ts';
import { Chart } from './chart.tsx';
import { moment, money } from './formats.ts';
import { MovementList } from './movement-list.tsx';
import { render } from './render.tsx';

interface AccountPageData {
  readonly account: Account;
  readonly history: readonly DayBalance[];
  readonly latest: readonly Transaction[];
  readonly categories: ReadonlyMap<string, Category>;
}

export function accountPage(visit: Visit, { account, history, latest, categories }: AccountPageData): string {
  const { words, language } = visit;
  const name = accountName(words, account);
  const { balance_date: date } = account;
  const facts = [
    accountKind(words, account),
    accountState(words, account),
    date == null ? undefined : words.accounts.asOf(moment(language, date)),
  ];
  return render(
    visit,
    { title: name },
    <>
      <p class="crumb">
        <a href="/accounts">{words.accounts.title}</a>
      </p>
      <h1>{name}</h1>
      <section class="total sheet">
        <p class="sum">{money(language, account.balance, account.currency)}</p>
        <p class="hint">{facts.filter(Boolean).join(' · ')}</p>
        {latest.length > 0 && (
          <Chart
            visit={visit}
            id="account"
            title={words.accounts.chart}
            currency={account.currency}
            history={history}
          />
        )}
      </section>
      <div class="columns">
        <section class="group">
          <h2>{words.accounts.movements}</h2>
          {latest.length === 0 ? (
            <p class="note">{words.transactions.none}</p>
          ) : (
            <>
              <MovementList visit={visit} transactions={latest} categories={categories} />
              <p class="more">
                <a href={addressOf({ account: account.id, page: 1 })}>{words.accounts.allOf}</a>
              </p>
            </>
          )}
        </section>
        <Facts visit={visit} account={account} />
      </div>
    </>,
  );
}

function Facts({ visit: { words }, account }: { readonly visit: Visit; readonly account: Account }) {
  const { iban, account_number: number, owner } = account;
  const rows = [
    [words.accounts.number, iban?.replaceAll(/(.{4})(?=.)/g, '$1 ') ?? number],
    // Without a name, Linxo may give the username, which was made up for this person.
    [words.accounts.holder, owner?.name?.includes('@') ? undefined : owner?.name],
  ].filter(([, value]) => value);
  if (rows.length === 0) return null;
  return (
    <dl class="facts sheet side">
      {rows.map(([label, value]) => (
        <>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
}
