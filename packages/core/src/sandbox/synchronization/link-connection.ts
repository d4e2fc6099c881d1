/** Links a drafted connection: adds it to the user's data and starts its first synchronization. */
import type { Connection } from '../data/payloads.ts';
import type { UserData } from '../world/user-data.ts';
import type { World } from '../world/world.ts';
import type { ConnectionDraft } from './draft-connection.ts';
import { startSync } from './start-sync.ts';

export interface LinkOptions {
  /** The ids of the accounts to share. Default: all. */
  readonly accountIds?: readonly string[];
  readonly autoSync?: boolean;
  readonly consentPerAccount?: boolean;
  /** True if the bank refuses the credentials. */
  readonly isRefused?: boolean;
}

export function linkConnection(
  { connection, data: drafted }: ConnectionDraft,
  data: UserData,
  world: World,
  { accountIds, autoSync = true, consentPerAccount = false, isRefused = false }: LinkOptions = {},
): Connection {
  const accounts = [...drafted.accounts.values()].filter(({ id }) => accountIds?.includes(id) ?? true);
  const ids = new Set(accounts.map(({ id }) => id));
  for (const [id, ledger] of drafted.ledgers) data.ledgers.set(id, ledger);
  data.arrivals.set(connection.id, {
    accounts,
    transactions: drafted.transactions.filter(({ account_id: id }) => ids.has(id)),
  });
  const linked = { ...connection, auto_sync: autoSync, consent_per_account: consentPerAccount };
  return startSync(linked, data, world, { isFirst: true, isRefused });
}
