/** The banks of the sandbox as `GET /providers` shows them. */
import { BANK_OUTCOMES, type BankOutcome } from './bank-outcomes.ts';
import { BANKS } from './banks.ts';

export { BANKS, type BankName } from './banks.ts';

const CREDENTIALS = [
  { id: '1', label: 'Identifiant', type: 'TEXT', encrypt: false, regexp: '.+' },
  { id: '2', label: 'Code personnel', type: 'PWD', encrypt: true, regexp: '[0-9]{6}' },
];

export const PROVIDERS = Object.values(BANKS).map(({ id, name, country, outcome }) => {
  const { signIn, secondFactor }: BankOutcome = BANK_OUTCOMES[outcome];
  const unavailable = signIn === 'down';
  return {
    id,
    name,
    base_url: `https://bank-${id}.example`,
    logo_url: logoUrl(id),
    country_code: country,
    channel_definitions: [
      {
        id: `${id}01`,
        mode: 'REDIRECT',
        account_types: ['CHECKINGS', 'CREDIT_CARD'],
        interactive: true,
        credentials: [],
        unavailable,
        capabilities: ['PSD2_ACCOUNT'],
      },
      {
        id: `${id}00`,
        mode: 'EMBEDDED',
        account_types: ['CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD'],
        interactive: secondFactor !== undefined,
        credentials: CREDENTIALS,
        unavailable,
        capabilities: ['PFM_ACCOUNT'],
      },
    ],
  };
});

/** Returns the path of a bank's logo on the widgets' site. */
export function logoUrl(providerId: string): string {
  return `/logos/${providerId}.svg`;
}

/** Returns a connection or a provider as it is sent, with the whole URL of its logo. */
export function withLogo<T extends { readonly logo_url: string }>(payload: T, widgetsOrigin: string): T {
  return { ...payload, logo_url: new URL(payload.logo_url, widgetsOrigin).href };
}
