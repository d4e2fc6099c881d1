/** Answers `GET /connections` and `GET /connections/{id}`. */
import type { Connection } from '../data/payloads.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { found, idOf, type UserCall } from './call.ts';
import { listReply, type Filters } from './listing.ts';

const NO_FILTERS: Filters<Connection> = {};

export function listConnections(call: UserCall): Reply {
  return listReply(call.data.connections.values(), NO_FILTERS, call);
}

export function getConnection(call: UserCall): Reply {
  return jsonReply(200, found(call.data.connections.get(idOf(call)), 'connection'));
}
