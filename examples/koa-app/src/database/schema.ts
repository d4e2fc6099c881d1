/** The tables of the application. Times are ISO 8601 texts in UTC, which sort as they should in both databases. */
import type { Kysely } from 'kysely';

/** The rows of each table. */
export interface Tables {
  readonly people: {
    readonly id: string;
    /** In lower case. */
    readonly email: string;
    readonly password_hash: string;
    /** Counts up with each change of the password. */
    readonly password_number: number;
    readonly created_at: string;
  };
  readonly sessions: {
    /** SHA-256 of the cookie's value, so that a copy of the database signs nobody in. */
    readonly token_hash: string;
    readonly person_id: string;
    /** The number of the password with which the session began. It ends when the person has another one. */
    readonly password_number: number;
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
    /** The time of the first request to delete this user. From then on Linxo may know it no more. */
    readonly deleting_at: string | null;
    readonly created_at: string;
  };
  readonly events: {
    /** Linxo's id of the event, so that one that comes again is known. */
    readonly id: string;
    readonly linxo_user_id: string;
    readonly connection_id: string;
    /** 1 if the update brought transactions. */
    readonly has_news: number;
    /** `waiting`, `done`, `dropped` (nobody's here) or `failed`. */
    readonly status: string;
    readonly attempts: number;
    /** The time of the next attempt. */
    readonly due_at: string;
    readonly received_at: string;
  };
  readonly notices: {
    readonly person_id: string;
    readonly connection_id: string;
    readonly kind: string;
    /** The name of the bank. */
    readonly bank: string | null;
    readonly created_at: string;
  };
  readonly attempts: {
    /** SHA-256 of who attempts what, so that nothing that somebody typed stands here. */
    readonly key_hash: string;
    /** SHA-256 of the address at which somebody guesses, if it is about one. */
    readonly email_hash: string | null;
    readonly made: number;
    /** The end of the time in which they are counted. */
    readonly ends_at: string;
  };
}

/** The database of the application. */
export type Database = Kysely<Tables>;
