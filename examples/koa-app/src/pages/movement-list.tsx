/** A list of transactions under a heading for each day. */
import type { Account, Category, Transaction } from '@linxo-guard/core';
import type { Visit } from '../visit.ts';
import { accountName } from './account-words.ts';
import { day, isoDay, money } from './formats.ts';

interface MovementListProps {
  readonly visit: Visit;
  readonly transactions: readonly Transaction[];
  readonly categories: ReadonlyMap<string, Category>;
  /** The accounts whose names stand beside their transactions. Default: none, for the transactions of one account. */
  readonly accounts?: readonly Account[];
  /** The level of the headings, one below the heading that the list stands under. Default: `h3`. */
  readonly heading?: 'h2' | 'h3';
}

export function MovementList({
  visit,
  transactions,
  categories,
  accounts = [],
  heading: Heading = 'h3',
}: MovementListProps) {
  const { language, words } = visit;
  const names = new Map(accounts.map((account) => [account.id, accountName(words, account)]));
  return (
    <div class="movements">
      {byDay(transactions).map((ofDay) => (
        <section>
          <Heading class="day">{day(language, ofDay[0]?.date ?? 0)}</Heading>
          <ul>
            {ofDay.map((transaction) => (
              <Movement
                visit={visit}
                transaction={transaction}
                category={categories.get(transaction.category_id ?? '')?.label}
                account={names.get(transaction.account_id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Groups transactions by their day, in the order in which they come. */
function byDay(transactions: readonly Transaction[]): readonly (readonly Transaction[])[] {
  const days = new Map<string, Transaction[]>();
  for (const transaction of transactions) {
    const date = isoDay(transaction.date);
    days.set(date, [...(days.get(date) ?? []), transaction]);
  }
  return [...days.values()];
}

interface MovementProps {
  readonly visit: Visit;
  readonly transaction: Transaction;
  readonly category: string | null | undefined;
  readonly account: string | undefined;
}

function Movement({ visit, transaction, category, account }: MovementProps) {
  const { words } = visit;
  const { label, amount, currency, status } = transaction;
  const pending = status === 'PENDING' ? words.transactions.pending : undefined;
  return (
    <li>
      <span>
        {label ?? words.transactions.unnamed}
        <small>{[category, account, pending].filter(Boolean).join(' · ')}</small>
      </span>
      <Amount visit={visit} amount={amount} currency={currency} isMovement />
    </li>
  );
}

interface AmountProps {
  readonly visit: Visit;
  readonly amount: number;
  readonly currency: string;
  /** True for money that moved: then a plus sign is written, too. */
  readonly isMovement?: boolean;
}

export function Amount({ visit, amount, currency, isMovement = false }: AmountProps) {
  const isIn = isMovement && amount > 0;
  return (
    <span class={isIn ? 'amount in' : 'amount'}>
      {money(visit.language, amount, currency, isMovement ? 'always' : 'auto')}
    </span>
  );
}
