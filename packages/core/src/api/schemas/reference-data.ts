/** The types and the schemas of banks and categories, which are the same for all users (Accounts API v2.1). */
import * as z from 'zod';
import { listOf } from '../../http/list-schema.ts';
import { type FieldsOf, id, type OpenEnum, text } from './parts.ts';

/** A credential that the user enters for a channel. */
interface CredentialField {
  readonly id: string;
  readonly label?: string | null | undefined;
  readonly type?: OpenEnum<'TEXT' | 'PWD'> | null | undefined;
  readonly encrypt?: boolean | null | undefined;
  readonly regexp?: string | null | undefined;
}

/** A channel by which a bank can be reached. */
interface ChannelDefinition {
  readonly id: string;
  readonly mode?: OpenEnum<'REDIRECT' | 'EMBEDDED'> | null | undefined;
  readonly account_types?: readonly string[] | null | undefined;
  readonly interactive?: boolean | null | undefined;
  readonly credentials?: readonly CredentialField[] | null | undefined;
  readonly unavailable?: boolean | null | undefined;
  readonly capabilities?: readonly string[] | null | undefined;
}

/** A bank. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly base_url?: string | null | undefined;
  readonly logo_url?: string | null | undefined;
  /** The country's code of three letters (ISO 3166-1 alpha-3), such as `FRA`. */
  readonly country_code?: string | null | undefined;
  readonly channel_definitions?: readonly ChannelDefinition[] | null | undefined;
}

/** The parent of a category. */
interface ParentCategory {
  readonly id: string;
  readonly label?: string | null | undefined;
}

/** A category of transactions. */
export interface Category {
  readonly id: string;
  readonly label?: string | null | undefined;
  readonly type?: OpenEnum<'EXPENSE' | 'INCOME'> | null | undefined;
  readonly parent?: ParentCategory | null | undefined;
}

const credentialField: z.ZodType<CredentialField> = z.looseObject({
  id,
  label: text,
  type: text,
  encrypt: z.boolean().nullish(),
  regexp: text,
} satisfies FieldsOf<CredentialField>);

const channelDefinition: z.ZodType<ChannelDefinition> = z.looseObject({
  id,
  mode: text,
  account_types: listOf(z.string()).nullish(),
  interactive: z.boolean().nullish(),
  credentials: listOf(credentialField).nullish(),
  unavailable: z.boolean().nullish(),
  capabilities: listOf(z.string()).nullish(),
} satisfies FieldsOf<ChannelDefinition>);

export const provider: z.ZodType<Provider> = z.looseObject({
  id,
  name: z.string(),
  base_url: text,
  logo_url: text,
  country_code: text,
  channel_definitions: listOf(channelDefinition).nullish(),
} satisfies FieldsOf<Provider>);

const parentCategory: z.ZodType<ParentCategory> = z.looseObject({
  id,
  label: text,
} satisfies FieldsOf<ParentCategory>);

export const category: z.ZodType<Category> = z.looseObject({
  id,
  label: text,
  type: text,
  parent: parentCategory.nullish(),
} satisfies FieldsOf<Category>);
