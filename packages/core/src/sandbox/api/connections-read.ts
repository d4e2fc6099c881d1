/** Reading connections. One that is being synchronized shows as `RUNNING` a few times, then as done: clients poll for it. */

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

/** Time passes by reads, not by the clock, so that nobody has to sleep for a synchronization to end. */
function countRead(id: string, call: UserCall): void {
  const readsLeft = call.data.running.get(id);
  if (readsLeft === undefined) return;
  if (readsLeft > 0) call.data.running.set(id, readsLeft - 1);
  else finishSync(id, call);
}
