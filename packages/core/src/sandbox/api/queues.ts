/**
 * Answers `POST /queues`, which creates a queue of synchronization events, and `GET /queues/{id}`, which returns the events and
 * removes them.
 */
import { jsonReply, type Reply } from '../http/reply.ts';
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
