/** Payloads of the API v2.1, as observed by Linxo's clients, with invented names and numbers. */

export const ACCOUNT = {
  id: '70000001',
  connection_id: '5000001',
  name: 'COMPTE COURANT',
  currency: 'EUR',
  balance: -12.34,
  balance_date: 1_640_000_000,
  iban: 'FR7630006000011234567890189',
  status: 'ACTIVE',
  type: 'CHECKINGS',
  creation_date: 1_640_000_000,
  account_number: '00000000000',
  owner: { name: 'ASSOCIATION' },
  usage: 'PERSONAL',
  last_channel_definition_id: '102201',
};
export const TRANSACTION = {
  id: '2400000001',
  account_id: '70000001',
  currency: 'EUR',
  amount: -4,
  origin: 'TRANSACTION',
  label: 'FRAIS',
  type: 'DEBIT',
  category_id: 'UNCATEGORIZED',
  date: 1_640_000_000,
  import_date: 1_640_000_000,
  status: 'BOOKED',
  remittance_information: ['FRAIS', 'SEPA'],
  source: { label: 'Banque' },
};
export const CONNECTION = {
  id: '5000001',
  provider_id: '1022',
  name: 'Banque',
  status: 'SUCCESS',
  auto_sync: true,
  channels: [
    { channel_definition_id: '1', mode: 'REDIRECT', expires: 1_640_000_000, status: 'SUCCESS', credentials: [] },
    {
      channel_definition_id: '2',
      mode: 'EMBEDDED',
      status: 'EMPTY',
      account_types: ['LOAN'],
      eligible_accounts: false,
    },
  ],
  owner: { name: 'ASSOCIATION' },
};
export const USER = {
  id: '3',
  email: 'a@example.org',
  birthdate: 315_532_800,
  address: { postcode: '75001' },
  gender: 'MALE',
};
export const PROVIDER = {
  id: '87',
  name: 'Bank',
  country_code: 'FRA',
  channel_definitions: [{ id: '8700', mode: 'EMBEDDED', credentials: [{ id: '300', type: 'PWD', regexp: '.' }] }],
};
export const CATEGORY = {
  id: 'PETS',
  label: 'Animaux',
  type: 'EXPENSE',
  parent: { id: 'DAILY_LIFE', label: 'Vie courante' },
};
