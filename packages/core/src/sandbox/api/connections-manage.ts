/** Answers `POST /connections`, `PUT /connections/{id}` and `DELETE /connections/{id}`. */
import * as z from 'zod';
import { bankOf } from '../data/banks.ts';
import { emptyReply, jsonReply, type Reply } from '../http/reply.ts';
import { draftConnection } from '../synchronization/draft-connection.ts';
import { linkConnection } from '../synchronization/link-connection.ts';
import { withRenewedConsent } from '../synchronization/renew-consent.ts';
import { startSync } from '../synchronization/start-sync.ts';
import { removeAccounts } from '../world/user-data.ts';
import { found, idOf, type UserCall } from './call.ts';
import { readJson } from './json-body.ts';
import { shownTo } from './logo.ts';

const Credentials = z.array(z.object({ id: z.string(), value: z.string() }));
const NewConnection = z.object({ provider_id: z.string(), credentials: Credentials.optional() });
const ConnectionChanges = z.object({ credentials: Credentials.optional(), auto_sync: z.boolean().optional() });

/** The value of a credential that every bank refuses. */
const WRONG_CREDENTIAL = 'wrong';

export function createConnection(call: UserCall): Reply {
  const { provider_id: providerId, credentials } = readJson(call.exchange, NewConnection);
  const { data, world, userId } = call;
  const bank = found(bankOf(providerId), 'provider');
  const user = found(world.users.profileOf(userId), 'user');
  const isRefused = isWrong(credentials);
  const connection = linkConnection(draftConnection(user, data, bank, world), data, world, { isRefused });
  return jsonReply(201, shownTo(call, connection), {
    location: `${call.exchange.path}/${connection.id}`,
  });
}

function isWrong(credentials: z.output<typeof Credentials> | undefined): boolean {
  return credentials?.some(({ value }) => value === WRONG_CREDENTIAL) ?? false;
}

/** Updates a connection. New credentials renew the consent and start a synchronization. */
export function updateConnection(call: UserCall): Reply {
  const connection = found(call.data.connections.get(idOf(call)), 'connection');
  const { credentials, auto_sync: autoSync = connection.auto_sync } = readJson(call.exchange, ConnectionChanges);
  const changed = { ...connection, auto_sync: autoSync };
  call.data.connections.set(connection.id, changed);
  const { world } = call;
  if (credentials === undefined) return jsonReply(200, shownTo(call, changed));
  const isRefused = isWrong(credentials);
  const renewed = isRefused ? changed : withRenewedConsent(changed, world);
  const started = startSync(renewed, call.data, world, { isRefused });
  return jsonReply(200, shownTo(call, started));
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
  data.ledgers.delete(id);
  data.arrivals.delete(id);
  call.world.synchronizations.drop(id);
  return emptyReply(204);
}
