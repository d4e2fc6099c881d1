/** The progress of a synchronization: how many accounts have been updated since it began, until it has ended. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from '@linxo-guard/core';
import type { ReadingClient } from '../linxo/clients.ts';
import { type BankState, bankStateOf } from './bank-state.ts';

export interface Progress {
  readonly connection: Connection;
  readonly state: BankState;
  /** The number of accounts that the bank has given so far, and of those that are up to date. */
  readonly accounts: number;
  readonly updated: number;
}

const LOOK_EVERY_MS = 1_000;
/** A browser that is still interested connects again by itself. */
const LONGEST_MS = 2 * 60 * 1_000;

/** @param since when the synchronization began, in seconds since the epoch */
export async function readProgress(api: ReadingClient, id: string, since: number): Promise<Progress> {
  const connection = await api.get('/connections/{id}', { path: { id } });
  const accounts = await api.get('/accounts', { query: { connection_id: id, limit: 100 } });
  const updated = accounts.filter(({ balance_date: date }) => (date ?? 0) >= since).length;
  return { connection, state: bankStateOf(connection), accounts: accounts.length, updated };
}

/** Looks again and again until the synchronization has ended. */
export async function* watchProgress(api: ReadingClient, id: string, since: number): AsyncGenerator<Progress> {
  for (const endMs = performance.now() + LONGEST_MS; performance.now() < endMs; await delay(LOOK_EVERY_MS)) {
    const progress = await readProgress(api, id, since);
    yield progress;
    if (progress.state !== 'updating') return;
  }
}
