/** Sums up accounts by currency. What somebody owes on loans stands by itself: it is no money to spend. */
import type { Account } from '@linxo-guard/core';

/** A sum in one currency. */
interface Sum {
  readonly currency: string;
  readonly amount: number;
}

export interface Totals {
  /** The sums without loans, the currency with the most accounts first. */
  readonly sums: readonly Sum[];
  readonly loans: readonly Sum[];
}

export function totalsOf(accounts: readonly Account[]): Totals {
  const open = accounts.filter(({ status }) => status !== 'CLOSED');
  return { sums: sumsOf(open.filter((account) => !isLoan(account))), loans: sumsOf(open.filter(isLoan)) };
}

export function isLoan({ type }: Account): boolean {
  return type === 'LOAN';
}

function sumsOf(accounts: readonly Account[]): readonly Sum[] {
  const byCurrency = new Map<string, { amount: number; count: number }>();
  for (const { currency, balance } of accounts) {
    const { amount, count } = byCurrency.get(currency) ?? { amount: 0, count: 0 };
    byCurrency.set(currency, { amount: amount + balance, count: count + 1 });
  }
  return [...byCurrency]
    .sort(([, one], [, other]) => other.count - one.count)
    .map(([currency, { amount }]) => ({ currency, amount: inCents(amount) }));
}

/** Binary fractions add up to almost, but not quite, whole cents. */
export function inCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
