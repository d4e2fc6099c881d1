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

export function logoUrl(providerId: string): string {
  return `https://static.example/logos/${providerId}.png`;
}
