/**
 * The table of the endpoints of the API v2.1: the scope that Linxo's documentation names for each, and the subject that may
 * call it.
 */
import type { SandboxScope } from '../scopes.ts';
import { createAccount, deleteAccount, updateAccount } from './accounts-manage.ts';
import { getAccount, listAccounts } from './accounts-read.ts';
import type { Answer, UserCall } from './call.ts';
import { createConnection, deleteConnection, updateConnection } from './connections-manage.ts';
import { getConnection, listConnections } from './connections-read.ts';
import { syncAll, syncOne } from './connections-sync.ts';
import { createKey } from './keys.ts';
import { createQueue, pollQueue } from './queues.ts';
import { getProvider, listCategories, listProviders } from './reference-data.ts';
import { getTransaction, listTransactions } from './transactions.ts';
import { createUser, deleteUser, getUser, updateUser } from './users.ts';

/** An endpoint. Scopes that include `needs` permit it as well, if inclusions are honoured. */
export type Endpoint =
  | { readonly needs: SandboxScope; readonly for: 'user'; readonly answer: Answer<UserCall> }
  | { readonly needs: SandboxScope; readonly for: 'client'; readonly answer: Answer }
  /** An endpoint that any valid token permits. */
  | { readonly needs?: undefined; readonly for: 'anyone'; readonly answer: Answer };

export const SANDBOX_ENDPOINTS = {
  'POST /users': { needs: 'users_create', for: 'client', answer: createUser },
  'GET /users/{id}': { needs: 'profile', for: 'user', answer: getUser },
  'PUT /users/{id}': { needs: 'profile_edit', for: 'user', answer: updateUser },
  'DELETE /users/{id}': { needs: 'profile_edit', for: 'user', answer: deleteUser },

  'GET /accounts': { needs: 'accounts_read', for: 'user', answer: listAccounts },
  'GET /accounts/{id}': { needs: 'accounts_read', for: 'user', answer: getAccount },
  'POST /accounts': { needs: 'accounts_manage', for: 'user', answer: createAccount },
  'PUT /accounts/{id}': { needs: 'accounts_manage', for: 'user', answer: updateAccount },
  'DELETE /accounts/{id}': { needs: 'accounts_manage', for: 'user', answer: deleteAccount },

  'GET /transactions': { needs: 'transactions_read', for: 'user', answer: listTransactions },
  'GET /transactions/{id}': { needs: 'transactions_read', for: 'user', answer: getTransaction },

  'GET /connections': { needs: 'transactions_read', for: 'user', answer: listConnections },
  'GET /connections/{id}': { needs: 'transactions_read', for: 'user', answer: getConnection },
  'POST /connections': { needs: 'connections_manage', for: 'user', answer: createConnection },
  'PUT /connections/{id}': { needs: 'connections_manage', for: 'user', answer: updateConnection },
  'DELETE /connections/{id}': { needs: 'connections_manage', for: 'user', answer: deleteConnection },
  'POST /connections/sync': { needs: 'connections_sync', for: 'user', answer: syncAll },
  'POST /connections/{id}/sync': { needs: 'connections_sync', for: 'user', answer: syncOne },

  'POST /queues': { needs: 'connections_manage', for: 'user', answer: createQueue },
  'GET /queues/{id}': { needs: 'connections_manage', for: 'user', answer: pollQueue },
  'POST /keys': { needs: 'connections_manage', for: 'user', answer: createKey },

  'GET /providers': { for: 'anyone', answer: listProviders },
  'GET /providers/{id}': { for: 'anyone', answer: getProvider },
  'GET /categories': { for: 'anyone', answer: listCategories },
} as const satisfies Readonly<Record<`${string} /${string}`, Endpoint>>;
