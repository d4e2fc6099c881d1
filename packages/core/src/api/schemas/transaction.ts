/** The type and the schema of transactions (Accounts API v2.1). */
import * as z from 'zod';
import { listOf } from '../../http/list-schema.ts';
import { type FieldsOf, id, type OpenEnum, seconds, text } from './parts.ts';

/** The kind of a transaction. */
type TransactionType = OpenEnum<
  | 'CREDIT'
  | 'DEBIT'
  | 'INTEREST'
  | 'DIVIDEND'
  | 'BANK_FEE'
  | 'DEPOSIT'
  | 'ATM'
  | 'POINT_OF_SALE'
  | 'CREDIT_CARD_PAYMENT'
  | 'INTERNAL_TRANSFER'
  | 'POTENTIAL_TRANSFER'
  | 'CHECK'
  | 'ELECTRONIC_PAYMENT'
  | 'CASH'
  | 'DIRECT_DEPOSIT'
  | 'DIRECT_DEBIT'
  | 'REPEATING_PAYMENT'
  | 'OTHER'
>;

/** The source of a transaction. */
interface TransactionSource {
  readonly label?: string | null | undefined;
}

/** A transaction of a bank account. */
export interface Transaction {
  readonly id: string;
  readonly account_id: string;
  /** The amount in `currency`, negative for a debit. */
  readonly amount: number;
  /** The currency's code, such as `EUR`. */
  readonly currency: string;
  /** The date, in seconds since the epoch. */
  readonly date: number;
  readonly label?: string | null | undefined;
  readonly type?: TransactionType | null | undefined;
  readonly origin?: OpenEnum<'ORIGINAL' | 'UPCOMING' | 'TRANSACTION' | 'RECURRING' | 'SCHEDULED'> | null | undefined;
  readonly status?:
    | OpenEnum<'BOOKED' | 'PENDING' | 'OTHER' | 'EXPIRED' | 'REJECTED' | 'CANCELLED' | 'REFUNDED'>
    | null
    | undefined;
  readonly category_id?: string | null | undefined;
  /** The time of the import into Linxo, in seconds since the epoch. */
  readonly import_date?: number | null | undefined;
  /** The booking date, in seconds since the epoch. */
  readonly booking_date?: number | null | undefined;
  /** The value date, in seconds since the epoch. */
  readonly value_date?: number | null | undefined;
  /** The date of the transaction itself, in seconds since the epoch. */
  readonly transaction_date?: number | null | undefined;
  /** The time of the last change, in seconds since the epoch. */
  readonly last_update_date?: number | null | undefined;
  readonly notes?: string | null | undefined;
  readonly check_number?: string | null | undefined;
  readonly original_trx_id?: string | null | undefined;
  readonly source?: TransactionSource | null | undefined;
  readonly remittance_information?: readonly string[] | null | undefined;
}

const source: z.ZodType<TransactionSource> = z.looseObject({ label: text } satisfies FieldsOf<TransactionSource>);

export const transaction: z.ZodType<Transaction> = z.looseObject({
  id,
  account_id: id,
  amount: z.number(),
  currency: z.string(),
  date: seconds,
  label: text,
  type: text,
  origin: text,
  status: text,
  category_id: id.nullish(),
  import_date: seconds.nullish(),
  booking_date: seconds.nullish(),
  value_date: seconds.nullish(),
  transaction_date: seconds.nullish(),
  last_update_date: seconds.nullish(),
  notes: text,
  check_number: text,
  original_trx_id: id.nullish(),
  source: source.nullish(),
  remittance_information: listOf(z.string()).nullish(),
} satisfies FieldsOf<Transaction>);
