/** The API clients that journeys take: each says which scopes the guard before it has to require. */
import type { ApiClient, OpenedBy } from '@linxo-guard/core';

/** Reads accounts. */
export type AccountsClient = ApiClient<OpenedBy<'accounts_read'>>;

/** Reads accounts, connections and transactions. */
export type ReadingClient = ApiClient<OpenedBy<'transactions_read'>>;

/** Removes connections, and reads what goes with them. */
export type ManagingClient = ApiClient<OpenedBy<'connections_manage' | 'transactions_read'>>;

/** Starts synchronizations. */
export type SyncingClient = ApiClient<OpenedBy<'connections_sync'>>;
