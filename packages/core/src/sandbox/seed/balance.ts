/** Keeps the balance of an account equal to the sum of its transactions. */
import type { UserData } from '../world/user-data.ts';

/** Accounts with their transactions. */
export type Books = Pick<UserData, 'accounts' | 'transactions'>;

/** Sets an account's balance to the sum of its transactions. The sum is in cents, so that it has no rounding errors. */
export function settleBalance(books: Books, accountId: string, now: number): void {
  const account = books.accounts.get(accountId);
  if (account === undefined) return;
  const cents = books.transactions
    .filter((transaction) => transaction.account_id === accountId)
    .reduce((sum, { amount }) => sum + Math.round(amount * 100), 0);
  books.accounts.set(accountId, { ...account, balance: cents / 100, balance_date: now });
}
