/** The state of a linked bank as people need to know it: what is going on, and whose turn it is. */
import type { Connection } from '@linxo-guard/core';

/** The person's turn: to do nothing, to renew the consent at the bank, to answer it, or to ask it once more. */
type Turn = 'nobody' | 'renew' | 'answer' | 'update';

/** The states. `tone` is the colour that goes with the words. */
export const BANK_STATES = {
  updating: { tone: 'plain', turn: 'nobody' },
  current: { tone: 'done', turn: 'update' },
  /** The consent ran out, as it does by law after some months. That is nobody's error, and no token of ours helps. */
  consentOver: { tone: 'attention', turn: 'renew' },
  credentials: { tone: 'attention', turn: 'renew' },
  question: { tone: 'attention', turn: 'answer' },
  partly: { tone: 'attention', turn: 'update' },
  failed: { tone: 'broken', turn: 'update' },
  closed: { tone: 'broken', turn: 'nobody' },
  never: { tone: 'plain', turn: 'update' },
} as const satisfies Readonly<Record<string, { readonly tone: string; readonly turn: Turn }>>;

export type BankState = keyof typeof BANK_STATES;

type Channel = NonNullable<Connection['channels']>[number];

/** A consent that ends this soon is mentioned. */
const SOON_SECONDS = 14 * 24 * 60 * 60;

export function bankStateOf({ status, channels }: Connection, nowMs = Date.now()): BankState {
  if (status === 'RUNNING') return 'updating';
  if (status === 'CLOSED') return 'closed';
  const used = (channels ?? []).filter((channel) => channel.status !== 'EMPTY');
  // Linxo's `TOKEN_EXPIRED` speaks of the consent at the bank, never of an access token.
  if (used.some((channel) => channel.status === 'TOKEN_EXPIRED' || isOver(channel, nowMs))) return 'consentOver';
  if (used.some((channel) => /AUTHENTICATION|CREDENTIAL/.test(channel.status ?? ''))) return 'credentials';
  if (used.some((channel) => /INPUT|CHALLENGE/.test(channel.status ?? ''))) return 'question';
  if (status === 'SUCCESS') return 'current';
  if (status === 'PARTIAL_SUCCESS') return 'partly';
  return status === 'NONE' ? 'never' : 'failed';
}

/** Returns when the consent ends, in seconds since the epoch. Of several the first. */
export function consentEndOf({ channels }: Connection): number | undefined {
  const ends = (channels ?? []).flatMap(({ expires }) => expires ?? []);
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

/** Returns true if the consent ends within two weeks. */
export function isConsentEnding(connection: Connection, nowMs = Date.now()): boolean {
  const end = consentEndOf(connection);
  return end !== undefined && end - nowMs / 1000 < SOON_SECONDS && end > nowMs / 1000;
}

/** Returns the time of the last successful update, in seconds since the epoch. */
export function lastUpdateOf({ channels }: Connection): number | undefined {
  const dates = (channels ?? []).flatMap(({ last_success_date: date }) => date ?? []);
  return dates.length > 0 ? Math.max(...dates) : undefined;
}

function isOver({ expires }: Channel, nowMs: number): boolean {
  return expires != null && expires <= nowMs / 1000;
}
