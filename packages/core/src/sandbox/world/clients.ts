/** The clients that the authorization server knows, and the scopes that each may have by each grant. */

import { CLIENT_SCOPES, USER_SCOPES } from '../scopes.ts';

export interface ClientScopes {
  /** Left out: the client may not use this grant. */
  readonly client_credentials?: readonly string[];
  readonly password?: readonly string[];
}

export type GrantType = keyof ClientScopes;

export interface SandboxClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Default: {@link DEFAULT_CLIENT_SCOPES}. */
  readonly scopes?: ClientScopes;
}

export type KnownClient = Required<SandboxClient>;

/** What a client may have unless it is said otherwise. */
export const DEFAULT_CLIENT_SCOPES: Required<ClientScopes> = {
  client_credentials: CLIENT_SCOPES,
  password: USER_SCOPES,
};

export class Clients {
  readonly #byId = new Map<string, KnownClient>();

  constructor(clients: readonly SandboxClient[]) {
    for (const client of clients) this.#byId.set(client.clientId, { scopes: DEFAULT_CLIENT_SCOPES, ...client });
  }

  find(clientId: string): KnownClient | undefined {
    return this.#byId.get(clientId);
  }

  all(): Iterable<KnownClient> {
    return this.#byId.values();
  }

  /** Changes a client in place of its old self: the next request sees the new one. */
  change(clientId: string, changes: Partial<Omit<KnownClient, 'clientId'>>): void {
    const client = this.#byId.get(clientId);
    if (client === undefined) throw new Error(`The sandbox has no client ${JSON.stringify(clientId)}`);
    this.#byId.set(clientId, { ...client, ...changes });
  }
}
