/** Renews the consent of a connection for 90 days, as signing in again at the bank does. */
import type { Connection } from '../data/payloads.ts';
import { CONSENT_SECONDS } from '../seed/schedule.ts';
import type { UserData } from '../world/user-data.ts';
import { epochSeconds, type World } from '../world/world.ts';
import { startSync } from './start-sync.ts';

/** Renews the consent after the user signed in or answered in a widget, and synchronizes the connection. */
export function renewAndSync(connectionId: string | undefined, data: UserData, world: World): void {
  const connection = data.connections.get(connectionId ?? '');
  if (connection !== undefined) startSync(withRenewedConsent(connection, world), data, world, { isAnswered: true });
}

export function withRenewedConsent(connection: Connection, world: World): Connection {
  const expires = epochSeconds(world) + CONSENT_SECONDS;
  const channels = connection.channels.map((channel) =>
    channel.expires === undefined ? channel : Object.assign({}, channel, { expires }),
  );
  return { ...connection, channels };
}
