/** A bank account (Accounts API v2.1). Amounts are in `currency`, times in seconds since the epoch. */
import { z } from 'zod';
import { id, openEnum, seconds, text } from './parts.ts';

export const account = z.looseObject({
  id,
  connection_id: id.nullish(),
  name: text,
  account_number: text,
  iban: text,
  currency: z.string(),
  balance: z.number(),
  balance_date: seconds.nullish(),
  type: openEnum('CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD').nullish(),
  status: openEnum('MANUAL', 'ACTIVE', 'ERROR', 'NOT_FOUND', 'CLOSED', 'SUSPENDED', 'PENDING_CONSENT').nullish(),
  usage: openEnum('PERSONAL', 'PROFESSIONAL').nullish(),
  creation_date: seconds.nullish(),
  owner: z.looseObject({ name: text }).nullish(),
  last_channel_definition_id: id.nullish(),
});

/** A bank account. */
export type Account = z.infer<typeof account>;
