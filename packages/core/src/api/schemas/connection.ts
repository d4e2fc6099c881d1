/** A connection to a bank (Accounts API v2.1). Times are in seconds since the epoch. */
import { z } from 'zod';
import { id, openEnum, seconds, text } from './parts.ts';

/** Its status speaks of the bank's own consent, `TOKEN_EXPIRED` included: never of an OAuth token. */
const channel = z.looseObject({
  channel_definition_id: id.nullish(),
  mode: openEnum('REDIRECT', 'EMBEDDED').nullish(),
  status: text,
  expires: seconds.nullish(),
  last_success_date: seconds.nullish(),
  last_end_date: seconds.nullish(),
  account_types: z.array(z.string()).nullish(),
  eligible_accounts: z.boolean().nullish(),
  channel_definition_unavailable: z.boolean().nullish(),
});

export const connection = z.looseObject({
  id,
  user_id: id.nullish(),
  provider_id: id.nullish(),
  name: text,
  status: openEnum('RUNNING', 'SUCCESS', 'PARTIAL_SUCCESS', 'FAILED', 'CLOSED', 'NONE'),
  creation_date: seconds.nullish(),
  auto_sync: z.boolean().nullish(),
  logo_url: text,
  consent_per_account: z.boolean().nullish(),
  owner: z.looseObject({ name: text }).nullish(),
  channels: z.array(channel).nullish(),
});

/** A connection to a bank. */
export type Connection = z.infer<typeof connection>;
