/** The type and the schema of bank accounts (Accounts API v2.1). */
import * as z from 'zod';
import { anything, type FieldsOf, id, type OpenEnum, owner, type Owner, seconds, text } from './parts.ts';

/** A bank account. */
export interface Account {
  readonly id: string;
  readonly connection_id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly account_number?: string | null | undefined;
  readonly iban?: string | null | undefined;
  /** The currency's code, such as `EUR`. */
  readonly currency: string;
  /** The balance in `currency`. */
  readonly balance: number;
  /** The time of the balance, in seconds since the epoch. */
  readonly balance_date?: number | null | undefined;
  readonly type?: OpenEnum<'CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD'> | null | undefined;
  readonly status?:
    | OpenEnum<'MANUAL' | 'ACTIVE' | 'ERROR' | 'NOT_FOUND' | 'CLOSED' | 'SUSPENDED' | 'PENDING_CONSENT'>
    | null
    | undefined;
  readonly usage?: OpenEnum<'PERSONAL' | 'PROFESSIONAL'> | null | undefined;
  /** The time of creation, in seconds since the epoch. */
  readonly creation_date?: number | null | undefined;
  readonly owner?: Owner | null | undefined;
  readonly last_channel_definition_id?: string | null | undefined;
  readonly classification?: unknown;
  readonly group?: unknown;
  readonly loan?: unknown;
  readonly savings?: unknown;
  readonly credit_card?: unknown;
}

export const account: z.ZodType<Account> = z.looseObject({
  id,
  connection_id: id.nullish(),
  name: text,
  account_number: text,
  iban: text,
  currency: z.string(),
  balance: z.number(),
  balance_date: seconds.nullish(),
  type: text,
  status: text,
  usage: text,
  creation_date: seconds.nullish(),
  owner: owner.nullish(),
  last_channel_definition_id: id.nullish(),
  classification: anything,
  group: anything,
  loan: anything,
  savings: anything,
  credit_card: anything,
} satisfies FieldsOf<Account>);
