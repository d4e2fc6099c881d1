/** What belongs to no user: banks and categories (Accounts API v2.1). */
import { z } from 'zod';
import { id, openEnum, text } from './parts.ts';

const channelDefinition = z.looseObject({
  id,
  mode: openEnum('REDIRECT', 'EMBEDDED').nullish(),
  account_types: z.array(z.string()).nullish(),
  interactive: z.boolean().nullish(),
  credentials: z
    .array(
      z.looseObject({
        id,
        label: text,
        type: openEnum('TEXT', 'PWD').nullish(),
        encrypt: z.boolean().nullish(),
        regexp: text,
      }),
    )
    .nullish(),
  unavailable: z.boolean().nullish(),
  capabilities: z.array(z.string()).nullish(),
});

export const provider = z.looseObject({
  id,
  name: z.string(),
  base_url: text,
  logo_url: text,
  country_code: text,
  channel_definitions: z.array(channelDefinition).nullish(),
});

export const category = z.looseObject({
  id,
  label: text,
  type: openEnum('EXPENSE', 'INCOME').nullish(),
  parent: z.looseObject({ id, label: text }).nullish(),
});

/** A bank, with the channels through which it is reached. */
export type Provider = z.infer<typeof provider>;

/** A category of transactions. */
export type Category = z.infer<typeof category>;
