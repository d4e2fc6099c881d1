/**
 * Answers `POST /queues`, which creates a queue of synchronization events, and `GET /queues/{id}`, which returns the events and
 * removes them.
 */
import type { Connection } from '../data/payloads.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import type { UserData } from '../world/user-data.ts';
import { epochSeconds, type World } from '../world/world.ts';
import { found, idOf, type UserCall } from './call.ts';

export function createQueue({ data, exchange, world }: UserCall): Reply {
  const id = world.ids.next('queue');
  data.queues.set(id, []);
  return jsonReply(201, { id }, { location: `${exchange.path}/${id}` });
}

export function pollQueue(call: UserCall): Reply {
  const events = found(call.data.queues.get(idOf(call)), 'queue');
  call.data.queues.set(idOf(call), []);
  return jsonReply(200, events);
}

/** Adds the event that a connection was synchronized to all queues of its user. */
export function publish(connection: Connection, data: UserData, world: World): void {
  for (const events of data.queues.values()) {
    events.push({
      id: world.ids.next('event'),
      event_type: 'UPDATED',
      resource_type: 'CONNECTIONS',
      creation_date: epochSeconds(world),
      channel_definition_id: connection.channels[0]?.channel_definition_id ?? '',
      new_transactions: false,
      resource: connection,
    });
  }
}
