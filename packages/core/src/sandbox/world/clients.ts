/** The clients of the authorization server, with the scopes that each may get by each grant. */
import { CLIENT_SCOPES, USER_SCOPES } from '../scopes.ts';

/** The scopes that a client may get, by grant. A client may not use a grant that is left out. */
export interface ClientScopes {
  readonly client_credentials?: readonly string[];
  readonly password?: readonly string[];
}

export type GrantType = keyof ClientScopes;

/** A client of the authorization server. */
export interface SandboxClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Default: {@link DEFAULT_CLIENT_SCOPES}. */
  readonly scopes?: ClientScopes;
}

export type KnownClient = Required<SandboxClient>;

/** The scopes that a client may get by default. */
export const DEFAULT_CLIENT_SCOPES: Required<ClientScopes> = {
  client_credentials: CLIENT_SCOPES,
  password: USER_SCOPES,
};

export class Clients {
  readonly #byId = new Map<string, KnownClient>();

  add(client: SandboxClient): void {
    this.#byId.set(client.clientId, { scopes: DEFAULT_CLIENT_SCOPES, ...client });
  }

  clear(): void {
    this.#byId.clear();
  }

  find(clientId: string): KnownClient | undefined {
    return this.#byId.get(clientId);
  }

  all(): Iterable<KnownClient> {
    return this.#byId.values();
  }

  /** Changes a client. The change takes effect with the next request. */
  change(clientId: string, changes: Partial<Omit<KnownClient, 'clientId'>>): void {
    const client = this.#byId.get(clientId);
    if (client === undefined) throw new Error(`The sandbox has no client ${JSON.stringify(clientId)}`);
    this.#byId.set(clientId, { ...client, ...changes });
  }
}
