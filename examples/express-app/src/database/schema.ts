/** The tables of the application. Times are ISO 8601 texts in UTC, which sort as they should in both databases. */
import type { Kysely } from 'kysely';

/** Everything that the application keeps. */
export interface Tables {
  readonly people: {
    readonly id: string;
    /** In lower case. */
    readonly email: string;
    readonly password_hash: string;
    readonly created_at: string;
  };
  readonly sessions: {
    /** SHA-256 of the cookie's value, so that a copy of the database signs nobody in. */
    readonly token_hash: string;
    readonly person_id: string;
    readonly created_at: string;
    readonly expires_at: string;
  };
  readonly linxo_users: {
    readonly person_id: string;
    readonly username: string;
    /** The user's Linxo password, encrypted. */
    readonly sealed_password: string;
    /** The time of the first request to create this user. From then on Linxo may know it. */
    readonly asked_at: string | null;
    /** Linxo's id of the user. `null` until Linxo has confirmed that the user exists. */
    readonly linxo_id: string | null;
    readonly created_at: string;
  };
}

/** The database of the application. */
export type Database = Kysely<Tables>;
