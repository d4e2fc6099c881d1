/**
 * Works on the events that wait in the database, one after the other. They survive a restart, several processes share them, and one that
 * fails is tried again later.
 */
import type { Services } from '../services.ts';
import { handleEvent, type KeptEvent } from './handle-event.ts';

export interface EventWorker {
  /** Begins to work, if it does not already. */
  wake(): void;
  /** Resolves when nothing is being worked on. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Looks by itself as often as this, for events whose next attempt is due. */
const LOOK_EVERY_MS = 30_000;
/** Whoever has taken an event has this long. If its process ends, another one takes the event then. */
const LEASE_MS = 60_000;
const FIRST_RETRY_MS = 5_000;
const MOST_ATTEMPTS = 10;
/** Finished events are kept this long, so that one that comes again is still known. */
const KEEP_MS = 30 * 24 * 60 * 60 * 1_000;

type WorkerServices = Omit<Services, 'events'>;

export function startEventWorker(services: WorkerServices): EventWorker {
  const state = { isClosed: false, isWoken: false };
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (state.isWoken && !state.isClosed) {
      state.isWoken = false;
      for (let event = await takeEvent(services); event && !state.isClosed; event = await takeEvent(services))
        await workOn(services as Services, event);
    }
  }
  function wake(): void {
    state.isWoken = true;
    if (state.isClosed || working) return;
    working = work()
      .catch((error: unknown) => services.log.error(error, 'events cannot be read'))
      .finally(() => {
        working = undefined;
      });
  }
  const timer = setInterval(wake, LOOK_EVERY_MS);
  timer.unref();
  wake();
  return {
    wake,
    idle: async () => working,
    async close() {
      state.isClosed = true;
      clearInterval(timer);
      await working;
    },
  };
}

/** Takes the next event that is due. No other process takes it meanwhile. */
async function takeEvent({ database }: WorkerServices): Promise<(KeptEvent & { attempts: number }) | undefined> {
  for (;;) {
    const now = new Date().toISOString();
    const next = await database
      .selectFrom('events')
      .selectAll()
      .where('status', '=', 'waiting')
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(1)
      .executeTakeFirst();
    if (next === undefined) return undefined;
    const attempts = next.attempts + 1;
    const { numUpdatedRows: taken } = await database
      .updateTable('events')
      .set({ attempts, due_at: inMs(LEASE_MS) })
      .where('id', '=', next.id)
      .where('status', '=', 'waiting')
      .where('attempts', '=', next.attempts)
      .executeTakeFirst();
    if (taken > 0n) return { ...next, attempts };
  }
}

async function workOn(services: Services, event: KeptEvent & { readonly attempts: number }): Promise<void> {
  const { database, log } = services;
  const of = { eventId: event.id, attempt: event.attempts };
  try {
    const status = await handleEvent(services, event);
    await database.updateTable('events').set({ status }).where('id', '=', event.id).execute();
    await database
      .deleteFrom('events')
      .where('status', '!=', 'waiting')
      .where('received_at', '<', inMs(-KEEP_MS))
      .execute();
  } catch (error) {
    const isLast = event.attempts >= MOST_ATTEMPTS;
    const next = isLast ? { status: 'failed' } : { due_at: inMs(FIRST_RETRY_MS * 2 ** (event.attempts - 1)) };
    await database.updateTable('events').set(next).where('id', '=', event.id).execute();
    log.warn({ ...of, err: error }, isLast ? 'an event is given up' : 'an event is tried again later');
  }
}

function inMs(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}
