/** Brings a user's data in line with the sandbox's clock, which may have run on for days, or been moved, since they were last looked at. */
import { DAY_SECONDS } from '../clock/calendar.ts';
import type { Connection } from '../data/payloads.ts';
import { takeBack } from '../seed/take-back.ts';
import type { UserData } from '../world/user-data.ts';
import { epochSeconds, type World } from '../world/world.ts';
import { expireConsents } from './expire-consents.ts';
import { startSync } from './start-sync.ts';

/** Takes back what has not happened yet, and ends the consents that have expired. */
export function followClock(data: UserData, world: World): void {
  takeBack(data, epochSeconds(world));
  expireConsents(data, world);
}

/**
 * Synchronizes the connections that keep themselves up to date and were not synchronized for a day, as if that had happened before:
 * nobody sees them running. It renews no consent, because no user took part.
 */
export function synchronizeDaily(data: UserData, world: World): void {
  for (const connection of data.connections.values()) {
    if (!isDue(connection, epochSeconds(world))) continue;
    startSync(connection, data, world, { isAutomatic: true });
    world.synchronizations.finish(connection.id);
  }
}

function isDue({ auto_sync: isAutomatic, status, channels }: Connection, now: number): boolean {
  const lastEnd = Math.max(...channels.map(({ last_end_date: end = 0 }) => end));
  return isAutomatic && (status === 'SUCCESS' || status === 'PARTIAL_SUCCESS') && now - lastEnd >= DAY_SECONDS;
}
