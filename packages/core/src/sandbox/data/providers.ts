/** The banks of the sandbox, all of them invented. */

interface BankFacts {
  readonly id: string;
  readonly name: string;
  /** The words for card payments and transfers on the bank's statements. */
  readonly style: { readonly card: string; readonly transfer: string; readonly directDebit: string };
}

export const BANKS = {
  littoral: {
    id: '9101',
    name: 'Banque du Littoral',
    style: { card: 'CARTE', transfer: 'VIR SEPA', directDebit: 'PRLV SEPA' },
  },
  vallees: {
    id: '9102',
    name: 'Caisse Mutuelle des Vallées',
    style: { card: 'PAIEMENT CB', transfer: 'VIREMENT', directDebit: 'PRELEVEMENT' },
  },
  boreale: {
    id: '9103',
    name: 'Boréale Direct',
    style: { card: 'CB', transfer: 'Virement', directDebit: 'Prélèvement' },
  },
  artisans: {
    id: '9104',
    name: 'Crédit des Artisans',
    style: { card: 'ACHAT CB', transfer: 'VIR', directDebit: 'PRLV' },
  },
} as const satisfies Readonly<Record<string, BankFacts>>;

export type BankName = keyof typeof BANKS;

const CREDENTIALS = [
  { id: '1', label: 'Identifiant', type: 'TEXT', encrypt: false, regexp: '.+' },
  { id: '2', label: 'Code personnel', type: 'PWD', encrypt: true, regexp: '[0-9]{6}' },
];

/** The banks as `GET /providers` shows them. */
export const PROVIDERS = Object.values(BANKS).map(({ id, name }) => ({
  id,
  name,
  base_url: `https://bank-${id}.example`,
  logo_url: logoUrl(id),
  country_code: 'FRA',
  channel_definitions: [
    {
      id: `${id}01`,
      mode: 'REDIRECT',
      account_types: ['CHECKINGS', 'CREDIT_CARD'],
      interactive: true,
      credentials: [],
      unavailable: false,
      capabilities: ['PSD2_ACCOUNT'],
    },
    {
      id: `${id}00`,
      mode: 'EMBEDDED',
      account_types: ['CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD'],
      interactive: false,
      credentials: CREDENTIALS,
      unavailable: false,
      capabilities: ['PFM_ACCOUNT'],
    },
  ],
}));

export function logoUrl(providerId: string): string {
  return `https://static.example/logos/${providerId}.png`;
}
