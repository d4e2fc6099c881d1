/** The regular transactions of seeded accounts, with invented payees and plausible amounts in cents. */

/** A regular transaction with somebody outside the bank. */
export interface Habit {
  readonly label: string;
  readonly type: string;
  readonly category: string;
  /** The lowest and the highest amount, in cents. Cash comes in whole tens of euros. */
  readonly cents: readonly [number, number];
  /** A fixed day of each month, a number of times per month on random days, or every so many days. */
  readonly when: { readonly day: number } | { readonly times: number } | { readonly everyDays: number };
  /** The kind of prefix that the bank writes before the label. */
  readonly prefix?: StatementPrefix;
}

export type StatementPrefix = 'card' | 'transfer' | 'directDebit';

type Row = readonly [string, string, string, number, number, Habit['when'], StatementPrefix?];

const habits = (rows: readonly Row[]): readonly Habit[] =>
  rows.map(([label, type, category, from, to, when, prefix]) => ({
    label,
    type,
    category,
    cents: [from, to],
    when,
    ...(prefix === undefined ? {} : { prefix }),
  }));

/** The salary of somebody who has no business. */
export const SALARY_HABITS = habits([
  ['ATELIERS MORVAN SAS PAIE', 'CREDIT', 'SALARY', 289_000, 295_000, { day: 28 }, 'transfer'],
]);

export const EVERYDAY_HABITS = habits([
  ['REGIE DES QUAIS LOYER', 'DIRECT_DEBIT', 'RENT', -89_500, -89_500, { day: 5 }, 'directDebit'],
  ['LUMEO ENERGIE', 'DIRECT_DEBIT', 'ENERGY', -9_800, -6_200, { day: 12 }, 'directDebit'],
  ['FILAIR MOBILE', 'DIRECT_DEBIT', 'PHONE', -2_999, -2_999, { day: 9 }, 'directDebit'],
  ['MUTUELLE HORIZON', 'DIRECT_DEBIT', 'HEALTH', -4_250, -4_250, { day: 3 }, 'directDebit'],
  ['COTISATION CARTE', 'BANK_FEE', 'BANK_FEES', -350, -350, { day: 2 }],
  ['LE PANIER DES HALLES', 'POINT_OF_SALE', 'SUPERMARKET', -9_400, -1_800, { times: 6 }, 'card'],
  ['BOULANGERIE ROUSSEL', 'POINT_OF_SALE', 'SUPERMARKET', -890, -240, { everyDays: 2 }, 'card'],
  ['BISTROT LE PHARE', 'POINT_OF_SALE', 'RESTAURANTS', -4_600, -1_350, { times: 3 }, 'card'],
  ['STATION OCEANE', 'POINT_OF_SALE', 'FUEL', -7_200, -4_100, { times: 2 }, 'card'],
  ['RAIL ATLANTIQUE', 'POINT_OF_SALE', 'TRAIN', -6_400, -1_900, { times: 1 }, 'card'],
  ['LIBRAIRIE DU PONT', 'POINT_OF_SALE', 'BOOKS', -3_900, -850, { times: 1 }, 'card'],
  ['RETRAIT DAB', 'ATM', 'CASH', -8_000, -2_000, { times: 1 }],
]);

export const JOINT_HABITS = habits([
  ['ASSURANCE HABITATION DU LITTORAL', 'DIRECT_DEBIT', 'HOME_INSURANCE', -2_440, -2_440, { day: 10 }, 'directDebit'],
  ['EAUX DU LITTORAL', 'DIRECT_DEBIT', 'ENERGY', -3_900, -2_700, { day: 18 }, 'directDebit'],
  ['MARCHE COUVERT', 'POINT_OF_SALE', 'SUPERMARKET', -5_900, -2_200, { times: 4 }, 'card'],
  ['CLINIQUE VETERINAIRE DES PINS', 'POINT_OF_SALE', 'PETS', -6_800, -3_200, { times: 1 }, 'card'],
]);

/** The habits of an account beside the one that receives the salary. */
export const SECOND_HABITS = habits([
  ['DEPUIS COMPTE PRINCIPAL', 'CREDIT', 'TRANSFERS', 28_000, 28_000, { day: 2 }, 'transfer'],
  ['CINELINE ABONNEMENT', 'DIRECT_DEBIT', 'STREAMING', -1_399, -1_399, { day: 6 }, 'directDebit'],
  ['SALLE DES REMPARTS', 'DIRECT_DEBIT', 'SPORT', -3_490, -3_490, { day: 4 }, 'directDebit'],
  ['COMPTOIR DU LIN', 'POINT_OF_SALE', 'CLOTHING', -8_900, -2_500, { times: 1 }, 'card'],
  ['CAFE DES ARCADES', 'POINT_OF_SALE', 'RESTAURANTS', -1_250, -280, { everyDays: 4 }, 'card'],
]);

export const BUSINESS_HABITS = habits([
  ['MAISON CARADEC FACTURE', 'CREDIT', 'SALES', 190_000, 260_000, { day: 6 }, 'transfer'],
  ['HOTEL DES DUNES FACTURE', 'CREDIT', 'SALES', 120_000, 210_000, { day: 19 }, 'transfer'],
  ['REMISE CARTES', 'CREDIT', 'SALES', 8_000, 31_000, { times: 6 }],
  ['COMPTOIR DES ARTISANS', 'DIRECT_DEBIT', 'SUPPLIERS', -78_000, -46_000, { day: 11 }, 'directDebit'],
  ['PAPETERIE DU PORT', 'POINT_OF_SALE', 'SUPPLIERS', -9_800, -1_900, { times: 2 }, 'card'],
  ['ATELIER DES QUAIS LOYER', 'DIRECT_DEBIT', 'SUPPLIERS', -62_000, -62_000, { day: 3 }, 'directDebit'],
  ['COTISATIONS SOCIALES', 'DIRECT_DEBIT', 'SOCIAL_CHARGES', -74_300, -74_300, { day: 5 }, 'directDebit'],
  ['TVA', 'DIRECT_DEBIT', 'TAXES', -69_000, -58_000, { day: 24 }, 'directDebit'],
  ['FRAIS DE TENUE DE COMPTE', 'BANK_FEE', 'BANK_FEES', -1_450, -1_450, { day: 1 }],
]);

export const CARD_HABITS = habits([
  ['TABLE & SAISON', 'CREDIT_CARD_PAYMENT', 'RESTAURANTS', -5_200, -1_900, { times: 2 }, 'card'],
  ['CLUB DES CIMES', 'CREDIT_CARD_PAYMENT', 'SPORT', -3_900, -3_900, { times: 1 }, 'card'],
  ['GALERIE DU TEMPLE', 'CREDIT_CARD_PAYMENT', 'CLOTHING', -7_400, -1_600, { times: 1 }, 'card'],
]);
