/** What is inside a seal: a token, or the news that credentials were refused. Times are the store's, so that processes agree. */
import * as z from 'zod';

interface StoredTimes {
  /** The end, by the store's clock. It stands inside the seal, so nobody who can write to the store can move it. */
  readonly expiresAtMs: number;
  /** The store's time when the record was earned. A user who was forgotten later makes it void. */
  readonly sinceMs: number;
}

/** A token that a process fetched. */
export interface StoredToken extends StoredTimes {
  readonly kind: 'token';
  readonly value: string;
  /** The scopes that were asked for, as a `scope` parameter. An owner has one token for each. */
  readonly requestedScope: string;
  /** The scopes that were granted, as a `scope` parameter. */
  readonly grantedScope: string;
  /** The whole lifetime, in milliseconds. */
  readonly lifetimeMs: number;
}

/** The refusal of a password that was given as text. */
export interface StoredRefusal extends StoredTimes {
  readonly kind: 'refusal';
  /** The HTTP status with which it was refused. */
  readonly status: number;
}

/** A record of a shared store. */
export type StoredRecord = StoredToken | StoredRefusal;

const TOKEN = z.tuple([
  z.literal('token'),
  z.number(),
  z.number(),
  z.string().min(1),
  z.string(),
  z.string(),
  z.number().positive(),
]);
const REFUSED = z.tuple([z.literal('refusal'), z.number(), z.number(), z.number()]);

/** Writes a record as text. */
export function writeRecord(record: StoredRecord): string {
  const { kind, expiresAtMs, sinceMs } = record;
  return JSON.stringify(
    kind === 'token'
      ? [kind, expiresAtMs, sinceMs, record.value, record.requestedScope, record.grantedScope, record.lifetimeMs]
      : [kind, expiresAtMs, sinceMs, record.status],
  );
}

/** Reads a record. Returns undefined if the text is none. */
export function openRecord(text: string): StoredRecord | undefined {
  const parsed = z.union([TOKEN, REFUSED]).safeParse(JSON.parse(text));
  if (!parsed.success) return undefined;
  if (parsed.data[0] === 'refusal') {
    const [kind, expiresAtMs, sinceMs, status] = parsed.data;
    return { kind, expiresAtMs, sinceMs, status };
  }
  const [kind, expiresAtMs, sinceMs, value, requestedScope, grantedScope, lifetimeMs] = parsed.data;
  return { kind, expiresAtMs, sinceMs, value, requestedScope, grantedScope, lifetimeMs };
}
