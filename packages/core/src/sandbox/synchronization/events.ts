/** Makes the events of an ended synchronization, one for each channel that took part, for the queues and the webhook. */
import type { Connection, SyncEvent } from '../data/payloads.ts';
import { withLogo } from '../data/providers.ts';
import type { UserData } from '../world/user-data.ts';
import { epochSeconds, type World } from '../world/world.ts';
import { EMPTY } from './sync-outcome.ts';
import type { SyncRun } from './stages.ts';

export function publishEnd(connection: Connection, run: SyncRun, data: UserData, world: World): void {
  for (const event of eventsOf(connection, run, data, world)) {
    for (const queue of data.queues.values()) queue.push(event);
    world.webhook.send(event);
  }
}

function eventsOf(connection: Connection, run: SyncRun, data: UserData, world: World): readonly SyncEvent[] {
  const channels = connection.channels.filter(({ status }) => status !== EMPTY);
  return channels.map(({ channel_definition_id: channelId }) => ({
    id: world.ids.next('event'),
    event_type: 'UPDATED',
    resource_type: 'CONNECTIONS',
    creation_date: epochSeconds(world),
    channel_definition_id: channelId,
    new_transactions: hasBrought(channelId, run, data),
    resource: withLogo(connection, world.places.widgets),
  }));
}

function hasBrought(channelId: string, { brought }: SyncRun, data: UserData): boolean {
  if (brought.size === 0) return false;
  return data.transactions.some(
    ({ id, account_id: accountId }) =>
      brought.has(id) && data.accounts.get(accountId)?.last_channel_definition_id === channelId,
  );
}
