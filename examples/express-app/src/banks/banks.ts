/** The journeys of looking at linked banks and of updating one. */
import { isLinxoError } from '@linxo-guard/core';
import { type Answer, page, seeOther } from '../answer.ts';
import { LINXO_ID } from '../input.ts';
import type { ReadingClient, SyncingClient } from '../linxo/clients.ts';
import { bankPage } from '../pages/bank-page.tsx';
import { banksPage } from '../pages/banks-page.tsx';
import type { Visit } from '../visit.ts';
import { readProgress } from './progress.ts';
import { progressEvents } from './progress-events.ts';

type Query = Readonly<Record<string, unknown>>;

export async function showBanks(visit: Visit, api: ReadingClient, query: Query): Promise<Answer> {
  const connections = await api.get('/connections', { query: { limit: 100 } });
  return page(banksPage(visit, connections, { isRemoved: query['removed'] === '1' }));
}

/** Shows one bank: its state, and while it is being updated how far that is. */
export async function showBank(visit: Visit, api: ReadingClient, id: unknown, query: Query): Promise<Answer> {
  const since = sinceIn(query);
  const progress = await readProgress(api, LINXO_ID.parse(id), since ?? 0);
  return page(bankPage(visit, progress, { since, isNew: query['new'] === '1' }));
}

/** Streams the progress to a page that is open. */
export function streamProgress(visit: Visit, api: ReadingClient, id: unknown, query: Query): Answer {
  return progressEvents(visit, api, LINXO_ID.parse(id), sinceIn(query) ?? 0);
}

/** Has a bank asked for news. One that is being updated already goes on. */
export async function updateBank(api: SyncingClient, id: unknown): Promise<Answer> {
  const own = LINXO_ID.parse(id);
  try {
    await api.post('/connections/{id}/sync', { path: { id: own } });
  } catch (error) {
    if (!isLinxoError(error, 'ERR_API_REQUEST_REFUSED') || error.status !== 409) throw error;
  }
  return seeOther(`/banks/${encodeURIComponent(own)}?since=${Math.floor(Date.now() / 1000)}`);
}

/** Reads when the update began, in seconds since the epoch. It only says what counts as updated, so anything else is as good as none. */
function sinceIn({ since }: Query): number | undefined {
  return typeof since === 'string' && /^\d{1,10}$/.test(since) ? Number(since) : undefined;
}
