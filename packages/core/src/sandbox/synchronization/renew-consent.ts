/** Renews the consent of a connection for 90 days, as signing in again at the bank does, and synchronizes it. */
import { CONSENT_SECONDS } from '../seed/schedule.ts';
import type { UserData } from '../world/user-data.ts';
import { epochSeconds, type World } from '../world/world.ts';
import { startSync } from './start-sync.ts';

export function renewConsent(connectionId: string | undefined, data: UserData, world: World): void {
  const connection = data.connections.get(connectionId ?? '');
  if (connection === undefined) return;
  const expires = epochSeconds(world) + CONSENT_SECONDS;
  const channels = connection.channels.map((channel) =>
    channel.expires === undefined ? channel : { ...channel, expires },
  );
  startSync({ ...connection, channels }, data, world, { isAnswered: true });
}
