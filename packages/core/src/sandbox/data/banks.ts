/** The table of the sandbox's banks, all of them invented: four ordinary ones, and one test bank for each outcome. */
import type { BankOutcomeName } from './bank-outcomes.ts';

export interface BankFacts {
  readonly id: string;
  readonly name: string;
  /** The country's code of three letters (ISO 3166-1). */
  readonly country: string;
  readonly outcome: BankOutcomeName;
  /** The colour of the bank's pages. White text on it has a contrast of at least 4.5 : 1. */
  readonly colour: `#${string}`;
  /** The bank's mark: the path of a drawing of 24 by 24 units. */
  readonly mark: string;
  /** The words for card payments and transfers on the bank's statements. */
  readonly style: { readonly card: string; readonly transfer: string; readonly directDebit: string };
}

const STYLE = { card: 'CARTE', transfer: 'VIR SEPA', directDebit: 'PRLV SEPA' } as const;

/** Describes a test bank, which is French and has the outcome that its name says. */
const test = <O extends BankOutcomeName>(id: string, name: string, outcome: O, colour: `#${string}`, mark: string) => ({
  id,
  name,
  country: 'FRA',
  outcome,
  colour,
  mark,
  style: STYLE,
});

export const BANKS = {
  littoral: {
    id: '9101',
    name: 'Banque du Littoral',
    country: 'FRA',
    outcome: 'smsCode',
    colour: '#0e7490',
    mark: 'M2 6q5-5 10 0t10 0v3q-5 5-10 0T2 9zM2 15q5-5 10 0t10 0v3q-5 5-10 0T2 18z',
    style: STYLE,
  },
  vallees: {
    id: '9102',
    name: 'Caisse Mutuelle des Vallées',
    country: 'FRA',
    outcome: 'success',
    colour: '#15803d',
    mark: 'M1 20 8 6l4 8 3-5 8 11z',
    style: { card: 'PAIEMENT CB', transfer: 'VIREMENT', directDebit: 'PRELEVEMENT' },
  },
  boreale: {
    id: '9103',
    name: 'Boréale Direct',
    country: 'FRA',
    outcome: 'appApproval',
    colour: '#6d5bd0',
    mark: 'm12 2 2.5 7.5L22 12l-7.5 2.5L12 22l-2.5-7.5L2 12l7.5-2.5z',
    style: { card: 'CB', transfer: 'Virement', directDebit: 'Prélèvement' },
  },
  artisans: {
    id: '9104',
    name: 'Crédit des Artisans',
    country: 'FRA',
    outcome: 'success',
    colour: '#a8561c',
    mark: 'M4 3h16v5h-6v13h-4V8H4z',
    style: { card: 'ACHAT CB', transfer: 'VIR', directDebit: 'PRLV' },
  },
  success: test('9201', 'Test Success', 'success', '#1a7f4b', 'm4 12 5 5L20 6l2 2L9 21l-7-7z'),
  smsCode: test('9202', 'Test Code by Text', 'smsCode', '#2563eb', 'M3 4h18v13h-9l-5 4v-4H3z'),
  appApproval: test('9203', 'Test App Approval', 'appApproval', '#7c4dcc', 'M7 2h10v20H7zm2 3v12h6V5z'),
  wrongPassword: test(
    '9204',
    'Test Wrong Password',
    'wrongPassword',
    '#c2410c',
    'M6 10V7a6 6 0 0 1 12 0v3h2v12H4V10zm3 0h6V7a3 3 0 0 0-6 0z',
  ),
  bankDown: test('9205', 'Test Bank Down', 'bankDown', '#64696f', 'M12 2 23 21H1zm-1 7v6h2V9zm0 7.5V19h2v-2.5z'),
  noAccounts: test('9206', 'Test No Accounts', 'noAccounts', '#8a6410', 'M2 6h20v14H2zm3 3v8h14V9z'),
  partialSync: test('9207', 'Test Partial Sync', 'partialSync', '#a16207', 'M12 2a10 10 0 1 0 10 10h-4a6 6 0 1 1-6-6z'),
  failedSync: test(
    '9208',
    'Test Failed Sync',
    'failedSync',
    '#c0303d',
    'm5 3 7 7 7-7 2 2-7 7 7 7-2 2-7-7-7 7-2-2 7-7-7-7z',
  ),
  slowSync: test('9209', 'Test Slow Sync', 'slowSync', '#4f6b8a', 'M5 2h14v4l-5 6 5 6v4H5v-4l5-6-5-6z'),
  shortConsent: test(
    '9210',
    'Test Short Consent',
    'shortConsent',
    '#b4317f',
    'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m-1 4h2v5l4 3-1 2-5-4z',
  ),
  questionDuringSync: test(
    '9211',
    'Test Question During Sync',
    'questionDuringSync',
    '#0f766e',
    'M7 9a5 5 0 1 1 7 4.6V16h-4v-5c2 0 2-1 2-2 0-1-2-1-2 0zm3 9h4v4h-4z',
  ),
  abroad: {
    ...test(
      '9301',
      'Testbank Hafen',
      'success',
      '#3f4fb5',
      'M11 2h2v3h3v2h-3v12q5-1 6-5h3q-2 8-10 8T2 14h3q1 4 6 5V7H8V5h3z',
    ),
    country: 'DEU',
  },
} as const satisfies Readonly<Record<string, BankFacts>>;

export type BankName = keyof typeof BANKS;

/** Returns the bank with this id. */
export function bankOf(providerId: string): BankName | undefined {
  return (Object.keys(BANKS) as BankName[]).find((name) => BANKS[name].id === providerId);
}
