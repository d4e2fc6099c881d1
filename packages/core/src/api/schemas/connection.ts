/** The type and the schema of connections to banks (Accounts API v2.1). */
import * as z from 'zod';
import { listOf } from '../../http/list-schema.ts';
import { anything, type FieldsOf, id, type OpenEnum, owner, type Owner, seconds, text } from './parts.ts';

/** A channel by which a connection reaches the bank. */
interface Channel {
  readonly channel_definition_id?: string | null | undefined;
  readonly mode?: OpenEnum<'REDIRECT' | 'EMBEDDED'> | null | undefined;
  /** The state of the channel. Even `TOKEN_EXPIRED` concerns the consent at the bank, never an OAuth token. */
  readonly status?: string | null | undefined;
  /** The end of the consent, in seconds since the epoch. */
  readonly expires?: number | null | undefined;
  /** The end of the last successful synchronization, in seconds since the epoch. */
  readonly last_success_date?: number | null | undefined;
  /** The end of the last synchronization, in seconds since the epoch. */
  readonly last_end_date?: number | null | undefined;
  readonly account_types?: readonly string[] | null | undefined;
  readonly eligible_accounts?: boolean | null | undefined;
  readonly channel_definition_unavailable?: boolean | null | undefined;
}

/** A connection to a bank. */
export interface Connection {
  readonly id: string;
  readonly user_id?: string | null | undefined;
  readonly provider_id?: string | null | undefined;
  readonly name?: string | null | undefined;
  /** The state of the last synchronization. */
  readonly status: OpenEnum<'RUNNING' | 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILED' | 'CLOSED' | 'NONE'>;
  /** The time of creation, in seconds since the epoch. */
  readonly creation_date?: number | null | undefined;
  readonly auto_sync?: boolean | null | undefined;
  readonly logo_url?: string | null | undefined;
  readonly consent_per_account?: boolean | null | undefined;
  readonly owner?: Owner | null | undefined;
  readonly channels?: readonly Channel[] | null | undefined;
  readonly constraints?: unknown;
}

const channel: z.ZodType<Channel> = z.looseObject({
  channel_definition_id: id.nullish(),
  mode: text,
  status: text,
  expires: seconds.nullish(),
  last_success_date: seconds.nullish(),
  last_end_date: seconds.nullish(),
  account_types: listOf(z.string()).nullish(),
  eligible_accounts: z.boolean().nullish(),
  channel_definition_unavailable: z.boolean().nullish(),
} satisfies FieldsOf<Channel>);

export const connection: z.ZodType<Connection> = z.looseObject({
  id,
  user_id: id.nullish(),
  provider_id: id.nullish(),
  name: text,
  status: z.string(),
  creation_date: seconds.nullish(),
  auto_sync: z.boolean().nullish(),
  logo_url: text,
  consent_per_account: z.boolean().nullish(),
  owner: owner.nullish(),
  channels: listOf(channel).nullish(),
  constraints: anything,
} satisfies FieldsOf<Connection>);
