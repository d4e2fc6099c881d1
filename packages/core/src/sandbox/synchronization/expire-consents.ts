/** Ends the consents that have expired by the sandbox's clock, as the next synchronization of a connection would find out. */
import type { Channel } from '../data/payloads.ts';
import type { UserData } from '../world/user-data.ts';
import { epochSeconds, type World } from '../world/world.ts';
import { settle } from './settle.ts';
import { EMPTY, outcomeOf } from './sync-outcome.ts';

export function expireConsents(data: UserData, world: World): void {
  const now = epochSeconds(world);
  for (const connection of data.connections.values()) {
    if (connection.status === 'RUNNING' || !connection.channels.some((channel) => hasExpired(channel, now))) continue;
    const run = {
      userId: connection.user_id,
      connectionId: connection.id,
      type: 'ALL',
      brought: new Set<string>(),
    } as const;
    settle(run, outcomeOf(connection, run, world), data, world);
  }
}

/** Returns true for a consent whose end is not in the channel's status yet. */
function hasExpired({ status, expires }: Channel, now: number): boolean {
  return status !== EMPTY && status !== 'TOKEN_EXPIRED' && expires !== undefined && expires <= now;
}
