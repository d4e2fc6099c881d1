/** The type and the schema of users' profiles (Accounts API v2.1). */
import * as z from 'zod';
import { type FieldsOf, id, type OpenEnum, seconds, text } from './parts.ts';

/** The known part of a user's address. */
interface Address {
  readonly postcode?: string | null | undefined;
}

/** A user's profile. */
export interface User {
  readonly id: string;
  readonly email?: string | null | undefined;
  readonly first_name?: string | null | undefined;
  readonly last_name?: string | null | undefined;
  /** The time of creation, in seconds since the epoch. */
  readonly creation_date?: number | null | undefined;
  readonly gender?: OpenEnum<'MALE' | 'FEMALE'> | null | undefined;
  readonly email_verified?: boolean | null | undefined;
  /** The date of birth, in seconds since the epoch. */
  readonly birthdate?: number | null | undefined;
  readonly address?: Address | null | undefined;
}

const address: z.ZodType<Address> = z.looseObject({ postcode: text } satisfies FieldsOf<Address>);

export const user: z.ZodType<User> = z.looseObject({
  id,
  email: text,
  first_name: text,
  last_name: text,
  creation_date: seconds.nullish(),
  gender: text,
  email_verified: z.boolean().nullish(),
  birthdate: seconds.nullish(),
  address: address.nullish(),
} satisfies FieldsOf<User>);
