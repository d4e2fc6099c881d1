/** The enumerated values that the API's documentation names. */

export const ACCOUNT_TYPES = ['CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD'] as const;

export const ACCOUNT_STATUSES = [
  'MANUAL',
  'ACTIVE',
  'ERROR',
  'NOT_FOUND',
  'CLOSED',
  'SUSPENDED',
  'PENDING_CONSENT',
] as const;

export const ACCOUNT_USAGES = ['PERSONAL', 'PROFESSIONAL'] as const;

export const TRANSACTION_ORIGINS = ['ORIGINAL', 'UPCOMING', 'TRANSACTION', 'RECURRING', 'SCHEDULED'] as const;

export const TRANSACTION_STATUSES = [
  'BOOKED',
  'PENDING',
  'OTHER',
  'EXPIRED',
  'REJECTED',
  'CANCELLED',
  'REFUNDED',
] as const;

export const SYNC_TYPES = ['ALL', 'LIST_ACCOUNTS'] as const;
