/** Answers `POST /connections/sync` and `POST /connections/{id}/sync`. */
import { SYNC_TYPES } from '../data/values.ts';
import { emptyReply, type Reply } from '../http/reply.ts';
import { startSync } from '../synchronization/start-sync.ts';
import { found, idOf, type UserCall } from './call.ts';
import { readValues } from './parameters.ts';

export function syncAll(call: UserCall): Reply {
  const type = typeOf(call);
  for (const connection of call.data.connections.values()) startSync(connection, call.data, call.world, { type });
  return emptyReply(204);
}

export function syncOne(call: UserCall): Reply {
  const type = typeOf(call);
  startSync(found(call.data.connections.get(idOf(call)), 'connection'), call.data, call.world, { type });
  return emptyReply(204);
}

function typeOf({ query }: UserCall): 'ALL' | 'LIST_ACCOUNTS' {
  const types = readValues('type', query.get('type') ?? 'ALL', SYNC_TYPES);
  return types.has('ALL') ? 'ALL' : 'LIST_ACCOUNTS';
}
