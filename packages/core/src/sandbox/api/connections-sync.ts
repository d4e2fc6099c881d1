/** Answers `POST /connections/sync` and `POST /connections/{id}/sync`. Reads of a connection end its synchronization. */
import type { Channel, Connection } from '../data/payloads.ts';
import { SYNC_TYPES } from '../data/values.ts';
import { emptyReply, type Reply } from '../http/reply.ts';
import { catchUp } from '../seed/catch-up.ts';
import { CONSENT_SECONDS } from '../seed/schedule.ts';
import { epochSeconds } from '../world/world.ts';
import { found, idOf, type UserCall } from './call.ts';
import { readValues } from './parameters.ts';
import { publish } from './queues.ts';

/** The number of reads that show a connection as `RUNNING`. */
const RUNNING_READS = 1;

export function syncAll(call: UserCall): Reply {
  requireSyncType(call);
  for (const connection of call.data.connections.values()) startSync(connection, call);
  return emptyReply(204);
}

export function syncOne(call: UserCall): Reply {
  requireSyncType(call);
  startSync(found(call.data.connections.get(idOf(call)), 'connection'), call);
  return emptyReply(204);
}

/** Sets a connection to `RUNNING` and returns it. */
export function startSync(connection: Connection, { data }: Pick<UserCall, 'data'>): Connection {
  const running = { ...connection, status: 'RUNNING' };
  data.connections.set(connection.id, running);
  data.running.set(connection.id, RUNNING_READS);
  return running;
}

/** Ends a synchronization with success: dates the connection and its accounts to now, imports what happened since, and publishes an event to the queues. */
export function finishSync(id: string, { data, world }: Pick<UserCall, 'data' | 'world'>): void {
  data.running.delete(id);
  const connection = data.connections.get(id);
  if (connection === undefined) return;
  const now = epochSeconds(world);
  const done: Connection = {
    ...connection,
    status: 'SUCCESS',
    channels: connection.channels.map((channel) => (channel.status === 'EMPTY' ? channel : succeeded(channel, now))),
  };
  data.connections.set(id, done);
  for (const account of data.accounts.values()) {
    if (account.connection_id === id)
      data.accounts.set(account.id, { ...account, status: 'ACTIVE', balance_date: now });
  }
  catchUp({ data, ids: world.ids }, id, now);
  publish(done, data, world);
}

function requireSyncType({ query }: UserCall): void {
  readValues('type', query.get('type') ?? 'ALL', SYNC_TYPES);
}

function succeeded(channel: Channel, now: number): Channel {
  return { ...channel, status: 'SUCCESS', expires: now + CONSENT_SECONDS, last_success_date: now, last_end_date: now };
}
