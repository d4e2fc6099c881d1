/** The regular transactions of seeded accounts, with invented payees and plausible amounts in cents. */

export interface Habit {
  readonly label: string;
  readonly type: string;
  readonly category: string;
  /** The lowest and the highest amount, in cents. */
  readonly cents: readonly [number, number];
  /** A fixed day of each month, or a number of times per month on random days. */
  readonly when: { readonly day: number } | { readonly times: number };
  /** The kind of prefix that the bank writes before the label. */
  readonly prefix?: 'card' | 'transfer' | 'directDebit';
}

type Row = readonly [string, string, string, number, number, Habit['when'], Habit['prefix']?];

const habits = (rows: readonly Row[]): readonly Habit[] =>
  rows.map(([label, type, category, from, to, when, prefix]) => ({
    label,
    type,
    category,
    cents: [from, to],
    when,
    ...(prefix === undefined ? {} : { prefix }),
  }));

export const EVERYDAY_HABITS = habits([
  ['ATELIERS MORVAN SAS PAIE', 'CREDIT', 'SALARY', 268_000, 274_000, { day: 28 }, 'transfer'],
  ['REGIE DES QUAIS LOYER', 'DIRECT_DEBIT', 'RENT', -89_500, -89_500, { day: 5 }, 'directDebit'],
  ['LUMEO ENERGIE', 'DIRECT_DEBIT', 'ENERGY', -9_800, -6_200, { day: 12 }, 'directDebit'],
  ['FILAIR MOBILE', 'DIRECT_DEBIT', 'PHONE', -2_999, -2_999, { day: 9 }, 'directDebit'],
  ['MUTUELLE HORIZON', 'DIRECT_DEBIT', 'HEALTH', -4_250, -4_250, { day: 3 }, 'directDebit'],
  ['VERS LIVRET A', 'INTERNAL_TRANSFER', 'SAVINGS', -20_000, -20_000, { day: 29 }, 'transfer'],
  ['COTISATION CARTE', 'BANK_FEE', 'BANK_FEES', -350, -350, { day: 2 }],
  ['LE PANIER DES HALLES', 'POINT_OF_SALE', 'SUPERMARKET', -9_400, -1_800, { times: 6 }, 'card'],
  ['BOULANGERIE ROUSSEL', 'POINT_OF_SALE', 'SUPERMARKET', -1_250, -240, { times: 5 }, 'card'],
  ['BISTROT LE PHARE', 'POINT_OF_SALE', 'RESTAURANTS', -4_600, -1_350, { times: 3 }, 'card'],
  ['STATION OCEANE', 'POINT_OF_SALE', 'FUEL', -7_200, -4_100, { times: 2 }, 'card'],
  ['RAIL ATLANTIQUE', 'POINT_OF_SALE', 'TRAIN', -6_400, -1_900, { times: 1 }, 'card'],
  ['LIBRAIRIE DU PONT', 'POINT_OF_SALE', 'BOOKS', -3_900, -850, { times: 1 }, 'card'],
  ['RETRAIT DAB', 'ATM', 'CASH', -8_000, -2_000, { times: 1 }],
]);

export const JOINT_HABITS = habits([
  ['VIREMENT PERMANENT FOYER', 'CREDIT', 'TRANSFERS', 60_000, 60_000, { day: 1 }, 'transfer'],
  ['CREDIT IMMOBILIER ECHEANCE', 'DIRECT_DEBIT', 'MORTGAGE', -71_240, -71_240, { day: 7 }, 'directDebit'],
  ['EAUX DU LITTORAL', 'DIRECT_DEBIT', 'ENERGY', -3_900, -2_700, { day: 18 }, 'directDebit'],
  ['MARCHE COUVERT', 'POINT_OF_SALE', 'SUPERMARKET', -7_600, -2_200, { times: 4 }, 'card'],
  ['CLINIQUE VETERINAIRE DES PINS', 'POINT_OF_SALE', 'PETS', -6_800, -3_200, { times: 1 }, 'card'],
]);

export const CARD_HABITS = habits([
  ['TABLE & SAISON', 'CREDIT_CARD_PAYMENT', 'RESTAURANTS', -5_200, -1_900, { times: 2 }, 'card'],
  ['CLUB DES CIMES', 'CREDIT_CARD_PAYMENT', 'SPORT', -3_900, -3_900, { times: 1 }, 'card'],
  ['RELEVE CARTE DEBIT DIFFERE', 'CREDIT', 'TRANSFERS', 9_000, 16_000, { day: 30 }],
]);

export const SAVINGS_HABITS = habits([
  ['DEPUIS COMPTE COURANT', 'INTERNAL_TRANSFER', 'SAVINGS', 20_000, 20_000, { day: 29 }, 'transfer'],
  ['INTERETS', 'INTEREST', 'INTERESTS', 900, 2_400, { day: 31 }],
]);

export const LOAN_HABITS = habits([
  ['REMBOURSEMENT ECHEANCE', 'REPEATING_PAYMENT', 'MORTGAGE', 71_240, 71_240, { day: 7 }],
]);
