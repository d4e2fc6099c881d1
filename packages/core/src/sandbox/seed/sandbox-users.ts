/** The default users of a sandbox. Their names, mail addresses and passwords are fixed. */
import type { BankName } from '../data/providers.ts';
import { USER_SCOPES } from '../scopes.ts';
import type { AccountPlanName } from './account-plans.ts';

/** A bank to which a seeded user is connected. */
export interface BankSeed {
  readonly bank: BankName;
  readonly accounts: readonly AccountPlanName[];
  /** The status of the connection. Default: `SUCCESS`. */
  readonly status?: 'SUCCESS' | 'FAILED';
}

/** A user of a new sandbox. */
export interface UserSeed {
  readonly username: string;
  readonly password: string;
  /** The scopes that this user's tokens may get. Default: every user scope. */
  readonly scopes?: readonly string[];
  readonly firstName?: string;
  readonly lastName?: string;
  readonly gender?: 'FEMALE' | 'MALE';
  readonly postcode?: string;
  /** Default: one bank with a current account and a savings account. */
  readonly banks?: readonly BankSeed[];
}

/** The default users by first name. */
export const SANDBOX_USERS = {
  /** Has every user scope, two banks, seven accounts and more than a thousand transactions. */
  camille: {
    username: 'camille@example.org',
    password: 'correct-horse-camille',
    scopes: USER_SCOPES,
    firstName: 'Camille',
    lastName: 'Kervella',
    gender: 'FEMALE',
    postcode: '29200',
    banks: [
      { bank: 'littoral', accounts: ['everyday', 'joint', 'card', 'savings', 'loan'] },
      { bank: 'boreale', accounts: ['second', 'homeSavings'] },
    ],
  },
  /** Gets at most `profile` and `accounts_read`, whatever is requested. */
  mehdi: {
    username: 'mehdi@example.org',
    password: 'narrow-gate-mehdi',
    scopes: ['profile', 'accounts_read'],
    firstName: 'Mehdi',
    lastName: 'Lasserre',
    gender: 'MALE',
    postcode: '31000',
    banks: [{ bank: 'vallees', accounts: ['everyday', 'savings'] }],
  },
  /** Has a username and a password with every character that an encoding can get wrong. */
  odette: {
    username: "odette.o'brien+linxo@example.org",
    password: 'p:a+s%s&w=é/ "\'é€%2B?#\\',
    scopes: USER_SCOPES,
    firstName: 'Odette',
    lastName: "O'Brien",
    gender: 'FEMALE',
    postcode: '44000',
    banks: [{ bank: 'artisans', accounts: ['business', 'everyday'] }],
  },
  /** Has no bank, so every list is empty. */
  ines: {
    username: 'ines@example.org',
    password: 'blank-page-ines',
    scopes: USER_SCOPES,
    firstName: 'Inès',
    lastName: 'Berthier',
    gender: 'FEMALE',
    postcode: '69003',
    banks: [],
  },
  /** Has the scopes to read, to update a bank and to renew its consent, and a bank whose consent has expired. */
  jules: {
    username: 'jules@example.org',
    password: 'broken-link-jules',
    scopes: ['openid', 'profile', 'accounts_read', 'transactions_read', 'connections_manage', 'connections_sync'],
    firstName: 'Jules',
    lastName: 'Garrigue',
    gender: 'MALE',
    postcode: '13006',
    banks: [
      { bank: 'vallees', accounts: ['everyday'] },
      { bank: 'artisans', accounts: ['card'], status: 'FAILED' },
    ],
  },
} as const satisfies Readonly<Record<string, UserSeed>>;

/** The purpose of each default user, for documents. */
export const USER_PURPOSES = {
  camille: 'has every user scope, two banks, seven accounts and more than a thousand transactions',
  mehdi: 'gets at most `profile` and `accounts_read`, whatever is requested',
  odette: 'has a username and a password with every character that an encoding can get wrong, and a business',
  ines: 'has no bank, so every list is empty',
  jules: 'may read, update a bank and renew its consent, and has a bank whose consent has expired',
} as const satisfies Readonly<Record<keyof typeof SANDBOX_USERS, string>>;
