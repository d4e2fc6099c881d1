/** Works out the movements between the accounts of one bank, and those between an account and the bank, for one month. */
import { dayInMonth, type MonthNumber } from '../clock/calendar.ts';
import type { AccountPlanName } from './account-plans.ts';
import { balanceAt, type Movement } from './movement.ts';
import { TRANSFERS } from './transfers.ts';

export interface Month {
  readonly accounts: readonly AccountPlanName[];
  readonly month: MonthNumber;
  /** All movements so far, those of this month included. */
  readonly movements: readonly Movement[];
}

const LAST_DAY = 31;
const LOAN_DAY = 7;
const LOAN_INSTALMENT_CENTS = 28_950;
/** Each of these is a fraction of the balance. */
const LOAN_INTEREST_PER_MONTH = 0.003;
const SAVINGS_INTEREST_PER_YEAR = 0.024;
/** What the current account keeps when the rest is moved into savings, in cents. */
const SWEEP_KEEPS_CENTS = 320_000;
const SWEEP_STEP_CENTS = 10_000;

const TRANSFER = { type: 'INTERNAL_TRANSFER', prefix: 'transfer' } as const;

export function internalTransfers({ accounts, month }: Month): readonly Movement[] {
  return TRANSFERS.filter(({ to }) => accounts.includes(to))
    .filter(({ from }) => from[0] !== 'business' || accounts.includes('business'))
    .flatMap(({ from, to, day, cents, categories, labels }) => {
      const date = dayInMonth(month, day);
      const payer = from.find((account) => accounts.includes(account));
      const credit = { ...TRANSFER, account: to, date, cents, label: labels[1], category: categories[1] };
      if (payer === undefined) return [credit];
      return [{ ...credit, account: payer, cents: -cents, label: labels[0], category: categories[0] }, credit];
    });
}

/** The instalment pays the month's interest and lowers the debt by the rest. The last one pays what is left. */
export function loanInstalment({ accounts, month, movements }: Month): readonly Movement[] {
  const date = dayInMonth(month, LOAN_DAY);
  const debt = accounts.includes('loan') ? -balanceAt(movements, 'loan', date) : 0;
  if (debt <= 0) return [];
  const interest = Math.round(debt * LOAN_INTEREST_PER_MONTH);
  const instalment = Math.min(LOAN_INSTALMENT_CENTS, debt + interest);
  const payment = { date, label: 'ECHEANCE PRET AUTO', category: 'CAR_LOAN' };
  const payer = firstOf(accounts, ['joint', 'everyday', 'second', 'business']);
  return [
    ...(payer === undefined
      ? []
      : [{ ...payment, account: payer, cents: -instalment, type: 'DIRECT_DEBIT', prefix: 'directDebit' } as const]),
    { ...payment, account: 'loan', cents: instalment, type: 'REPEATING_PAYMENT' },
    { ...payment, account: 'loan', cents: -interest, label: 'INTERETS DU PRET', type: 'INTEREST' },
  ];
}

/** The card's purchases of the month are paid on its last day. */
export function cardStatement({ accounts, month, movements }: Month): readonly Movement[] {
  const date = dayInMonth(month, LAST_DAY);
  const due = accounts.includes('card') ? -balanceAt(movements, 'card', date) : 0;
  if (due <= 0) return [];
  const statement = { account: 'card', date, category: 'TRANSFERS' } as const;
  const credit = { ...statement, cents: due, label: 'RELEVE CARTE DEBIT DIFFERE', type: 'CREDIT' };
  const payer = firstOf(accounts, ['everyday', 'joint', 'second', 'business']);
  const debit =
    payer === undefined
      ? []
      : [{ ...credit, account: payer, cents: -due, label: 'DEBIT DIFFERE CARTE', type: 'CREDIT_CARD_PAYMENT' }];
  return [...debit, credit];
}

/** At the end of each quarter, what the current account does not need goes into savings, in whole hundreds of euros. */
export function sweepIntoSavings({ accounts, month, movements }: Month): readonly Movement[] {
  const to = firstOf(accounts, ['savings', 'homeSavings']);
  if (month % 3 !== 2 || !accounts.includes('everyday')) return [];
  const date = dayInMonth(month, LAST_DAY);
  const spare = balanceAt(movements, 'everyday', date) - SWEEP_KEEPS_CENTS;
  const cents = Math.floor(spare / SWEEP_STEP_CENTS) * SWEEP_STEP_CENTS;
  if (cents <= 0) return [];
  const paid = {
    ...TRANSFER,
    date,
    account: 'everyday',
    cents: -cents,
    label: 'VERS EPARGNE',
    category: 'SAVINGS',
  } as const;
  return to === undefined ? [paid] : [paid, { ...paid, account: to, cents, label: 'DEPUIS COMPTE COURANT' }];
}

/** Interest is paid on 31 December, on the balance of that day. */
export function savingsInterest({ accounts, month, movements }: Month): readonly Movement[] {
  if (month % 12 !== 11) return [];
  const date = dayInMonth(month, LAST_DAY);
  return (['savings', 'homeSavings'] as const)
    .filter((account) => accounts.includes(account))
    .map((account) => {
      const cents = Math.round(balanceAt(movements, account, date) * SAVINGS_INTEREST_PER_YEAR);
      return { account, date, cents, label: 'INTERETS ANNUELS', type: 'INTEREST', category: 'INTERESTS' };
    });
}

function firstOf(
  accounts: readonly AccountPlanName[],
  wanted: readonly AccountPlanName[],
): AccountPlanName | undefined {
  return wanted.find((account) => accounts.includes(account));
}
