/**
 * Answers `GET /connections` and `GET /connections/{id}`. A connection that is being synchronized is `RUNNING` for the first
 * reads, because clients poll for the end.
 */
import type { Connection } from '../data/payloads.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { found, idOf, type UserCall } from './call.ts';
import { finishSync } from './connections-sync.ts';
import { listReply, type Filters } from './listing.ts';

const NO_FILTERS: Filters<Connection> = {};

export function listConnections(call: UserCall): Reply {
  for (const id of call.data.connections.keys()) countRead(id, call);
  return listReply(call.data.connections.values(), NO_FILTERS, call);
}

export function getConnection(call: UserCall): Reply {
  countRead(idOf(call), call);
  return jsonReply(200, found(call.data.connections.get(idOf(call)), 'connection'));
}

/**
 * Counts a read of a connection. A synchronization ends after some reads and not after some time, so that no test has to sleep.
 */
function countRead(id: string, call: UserCall): void {
  const readsLeft = call.data.running.get(id);
  if (readsLeft === undefined) return;
  if (readsLeft > 0) call.data.running.set(id, readsLeft - 1);
  else finishSync(id, call);
}
