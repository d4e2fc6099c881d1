/** The standing transfers between accounts of one bank. Both sides have the same amount. */
import type { AccountPlanName } from './account-plans.ts';

/** A monthly transfer. It is made if the bank has the account that receives it. */
export interface Transfer {
  /** The accounts that may pay. The first one that the bank has pays; if it has none, the money comes from elsewhere. */
  readonly from: readonly AccountPlanName[];
  readonly to: AccountPlanName;
  readonly day: number;
  readonly cents: number;
  /** The category and the label on the account that pays, and on the one that receives. */
  readonly categories: readonly [string, string];
  readonly labels: readonly [string, string];
}

export const TRANSFERS: readonly Transfer[] = [
  {
    from: ['everyday'],
    to: 'joint',
    day: 1,
    cents: 60_000,
    categories: ['TRANSFERS', 'TRANSFERS'],
    labels: ['VIREMENT PERMANENT COMPTE JOINT', 'VIREMENT PERMANENT FOYER'],
  },
  {
    from: ['business'],
    to: 'everyday',
    day: 27,
    cents: 225_000,
    categories: ['TRANSFERS', 'SALARY'],
    labels: ['REMUNERATION GERANCE', 'REMUNERATION GERANCE'],
  },
  {
    from: ['everyday'],
    to: 'savings',
    day: 29,
    cents: 20_000,
    categories: ['SAVINGS', 'SAVINGS'],
    labels: ['VERS LIVRET A', 'DEPUIS COMPTE COURANT'],
  },
  {
    from: ['everyday', 'second'],
    to: 'homeSavings',
    day: 29,
    cents: 10_000,
    categories: ['SAVINGS', 'SAVINGS'],
    labels: ['VERS PLAN EPARGNE LOGEMENT', 'DEPUIS COMPTE COURANT'],
  },
];
