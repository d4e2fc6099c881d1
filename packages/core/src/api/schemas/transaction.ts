/** A transaction (Accounts API v2.1). The amount is in `currency`, negative for a debit; times are in seconds since the epoch. */
import { z } from 'zod';
import { id, openEnum, seconds, text } from './parts.ts';

export const transaction = z.looseObject({
  id,
  account_id: id,
  amount: z.number(),
  currency: z.string(),
  date: seconds,
  label: text,
  type: openEnum(
    'CREDIT',
    'DEBIT',
    'INTEREST',
    'DIVIDEND',
    'BANK_FEE',
    'DEPOSIT',
    'ATM',
    'POINT_OF_SALE',
    'CREDIT_CARD_PAYMENT',
    'INTERNAL_TRANSFER',
    'POTENTIAL_TRANSFER',
    'CHECK',
    'ELECTRONIC_PAYMENT',
    'CASH',
    'DIRECT_DEPOSIT',
    'DIRECT_DEBIT',
    'REPEATING_PAYMENT',
    'OTHER',
  ).nullish(),
  origin: openEnum('ORIGINAL', 'UPCOMING', 'TRANSACTION', 'RECURRING', 'SCHEDULED').nullish(),
  status: openEnum('BOOKED', 'PENDING', 'OTHER', 'EXPIRED', 'REJECTED', 'CANCELLED', 'REFUNDED').nullish(),
  category_id: id.nullish(),
  import_date: seconds.nullish(),
  booking_date: seconds.nullish(),
  value_date: seconds.nullish(),
  transaction_date: seconds.nullish(),
  last_update_date: seconds.nullish(),
  notes: text,
  check_number: text,
  original_trx_id: id.nullish(),
  source: z.looseObject({ label: text }).nullish(),
  remittance_information: z.array(z.string()).nullish(),
});

/** A transaction. */
export type Transaction = z.infer<typeof transaction>;
