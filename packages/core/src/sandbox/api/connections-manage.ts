/** Answers `POST /connections`, `PUT /connections/{id}` and `DELETE /connections/{id}`. */
import * as z from 'zod';
import { BANKS, type BankName } from '../data/providers.ts';
import { emptyReply, jsonReply, type Reply } from '../http/reply.ts';
import { addBank } from '../seed/populate.ts';
import { newSchedule } from '../seed/schedule.ts';
import { removeAccounts, type UserData } from '../world/user-data.ts';
import { epochSeconds, type World } from '../world/world.ts';
import { found, idOf, type UserCall } from './call.ts';
import { startSync } from './connections-sync.ts';
import { readJson } from './json-body.ts';

const Credentials = z.array(z.object({ id: z.string(), value: z.string() }));
const NewConnection = z.object({ provider_id: z.string(), credentials: Credentials.optional() });
const ConnectionChanges = z.object({ credentials: Credentials.optional(), auto_sync: z.boolean().optional() });

export function createConnection(call: UserCall): Reply {
  const { provider_id: providerId } = readJson(call.exchange, NewConnection);
  const id = linkBank(call.userId, call.data, found(bankOf(providerId), 'provider'), call.world);
  const connection = startSync(found(call.data.connections.get(id), 'connection'), call);
  return jsonReply(201, connection, { location: `${call.exchange.path}/${id}` });
}

/** Adds a connection to the bank, with accounts and transactions, to a user's data, and returns its id. */
export function linkBank(userId: string, data: UserData, bank: BankName, world: World): string {
  const user = found(world.users.profileOf(userId), 'user');
  const seed = `${userId}/${bank}/${data.connections.size}`;
  const accounts = ['everyday', 'savings'] as const;
  return addBank(
    { user, data },
    { bank, accounts },
    { seed, ids: world.ids, schedule: newSchedule(epochSeconds(world)) },
  );
}

export function bankOf(providerId: string): BankName | undefined {
  return (Object.keys(BANKS) as BankName[]).find((name) => BANKS[name].id === providerId);
}

/** Updates a connection. New credentials start a synchronization. */
export function updateConnection(call: UserCall): Reply {
  const connection = found(call.data.connections.get(idOf(call)), 'connection');
  const { credentials, auto_sync: autoSync = connection.auto_sync } = readJson(call.exchange, ConnectionChanges);
  const changed = { ...connection, auto_sync: autoSync };
  call.data.connections.set(connection.id, changed);
  return jsonReply(200, credentials === undefined ? changed : startSync(changed, call));
}

export function deleteConnection(call: UserCall): Reply {
  const { data } = call;
  const { id } = found(data.connections.get(idOf(call)), 'connection');
  const accounts = [...data.accounts.values()].filter((account) => account.connection_id === id);
  removeAccounts(
    data,
    accounts.map((account) => account.id),
  );
  data.connections.delete(id);
  data.running.delete(id);
  return emptyReply(204);
}
