/** A user's profile (Accounts API v2.1). Times are in seconds since the epoch. */
import { z } from 'zod';
import { id, openEnum, seconds, text } from './parts.ts';

export const user = z.looseObject({
  id,
  email: text,
  first_name: text,
  last_name: text,
  creation_date: seconds.nullish(),
  gender: openEnum('MALE', 'FEMALE').nullish(),
  email_verified: z.boolean().nullish(),
  birthdate: seconds.nullish(),
  address: z.looseObject({ postcode: text }).nullish(),
});

/** A user's profile. */
export type User = z.infer<typeof user>;
