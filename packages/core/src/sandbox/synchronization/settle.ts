/** Ends a synchronization: dates connection, channels and accounts, renews the consent, and tells queues and webhook. */
import type { Channel, Connection } from '../data/payloads.ts';
import { CONSENT_SECONDS } from '../seed/schedule.ts';
import type { UserData } from '../world/user-data.ts';
import { epochSeconds, type World } from '../world/world.ts';
import { publishEnd } from './events.ts';
import type { SyncRun } from './stages.ts';
import { bankOutcomeOf, EMPTY, type SyncOutcome } from './sync-outcome.ts';

export function settle(run: SyncRun, { status, failed }: SyncOutcome, data: UserData, world: World): void {
  const connection = data.connections.get(run.connectionId);
  if (connection === undefined) return;
  const now = epochSeconds(world);
  const done: Connection = {
    ...connection,
    status,
    channels: connection.channels.map((channel) =>
      settledChannel(channel, failed.get(channel.channel_definition_id), keepsConsent(run, connection), now),
    ),
  };
  data.connections.set(done.id, done);
  for (const account of data.accounts.values()) {
    if (account.connection_id !== done.id || account.status === 'SUSPENDED') continue;
    const hasFailed = failed.has(account.last_channel_definition_id ?? '');
    const dated = hasFailed ? { status: 'ERROR' } : { status: 'ACTIVE', balance_date: now };
    data.accounts.set(account.id, { ...account, ...dated });
  }
  publishEnd(done, run, data, world);
}

/**
 * Returns true where a synchronization renews no consent: where no user took part, and at the first one, which would lengthen a
 * consent that is short.
 */
function keepsConsent({ isFirst = false, isAutomatic = false }: SyncRun, connection: Connection): boolean {
  return isAutomatic || (isFirst && bankOutcomeOf(connection).consentSeconds !== undefined);
}

function settledChannel(channel: Channel, failure: string | undefined, isKept: boolean, now: number): Channel {
  if (channel.status === EMPTY) return channel;
  if (failure !== undefined) return { ...channel, status: failure, last_end_date: now };
  const renewed = channel.expires === undefined || isKept ? {} : { expires: now + CONSENT_SECONDS };
  return { ...channel, ...renewed, status: 'SUCCESS', last_success_date: now, last_end_date: now };
}
