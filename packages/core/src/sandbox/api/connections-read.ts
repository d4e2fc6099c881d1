/** Answers `GET /connections` and `GET /connections/{id}`. */
import type { Connection } from '../data/payloads.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { found, idOf, type UserCall } from './call.ts';
import { listReply, type Filters } from './listing.ts';
import { shownTo } from './logo.ts';

const NO_FILTERS: Filters<Connection> = {};

export function listConnections(call: UserCall): Reply {
  const connections = [...call.data.connections.values()].map((connection) => shownTo(call, connection));
  return listReply(connections, NO_FILTERS, call);
}

export function getConnection(call: UserCall): Reply {
  const connection = found(call.data.connections.get(idOf(call)), 'connection');
  return jsonReply(200, shownTo(call, connection));
}
