/** Authenticates clients at the token endpoint: by HTTP Basic, or by id and secret in the form body. */
import type { Exchange } from '../http/exchange.ts';
import type { Form } from '../http/form.ts';
import type { Rules, Wire } from '../settings.ts';
import type { Clients, KnownClient } from '../world/clients.ts';
import type { World } from '../world/world.ts';
import { OAuthError } from './oauth-error.ts';
import { readBasic } from './basic.ts';

type Method = 'client_secret_basic' | 'client_secret_post';

/** The method that Linxo's documentation shows for each grant. */
const DOCUMENTED_METHODS: Readonly<Record<string, Method>> = {
  client_credentials: 'client_secret_basic',
  password: 'client_secret_post',
};

/** Returns the client that sent the request. Throws `invalid_client` or `invalid_request`. */
export function authenticateClient(exchange: Exchange, form: Form, { clients, wire, rules }: World): KnownClient {
  const header = exchange.headers['authorization'];
  const { client_id: id, client_secret: secret, grant_type: grantType = '' } = form.values;
  if (header !== undefined && secret !== undefined) {
    throw new OAuthError('invalid_request', 'More than one method of client authentication');
  }
  requireMethod(rules, grantType, header === undefined ? 'client_secret_post' : 'client_secret_basic');
  return header === undefined ? byBody(clients, id, secret) : byHeader(clients, header, wire.basicEncoding, id);
}

function requireMethod({ clientAuthentication }: Rules, grantType: string, used: Method): void {
  const wanted = clientAuthentication === 'documented' ? DOCUMENTED_METHODS[grantType] : clientAuthentication;
  if (wanted === undefined || wanted === 'any' || wanted === used) return;
  throw new OAuthError('invalid_client', `The client must authenticate with ${wanted}`, {
    triedHeader: used === 'client_secret_basic',
  });
}

function byBody(clients: Clients, id: string | undefined, secret: string | undefined): KnownClient {
  if (id === undefined && secret === undefined) {
    throw new OAuthError('invalid_client', 'No client authentication included');
  }
  if (id === undefined) throw new OAuthError('invalid_request', 'Missing parameter: client_id');
  if (secret === undefined) throw new OAuthError('invalid_request', 'Missing parameter: client_secret');
  const client = clients.find(id);
  if (client?.clientSecret !== secret) throw new OAuthError('invalid_client', 'Unknown client, or wrong secret');
  return client;
}

function byHeader(
  clients: Clients,
  header: string,
  encoding: Wire['basicEncoding'],
  id: string | undefined,
): KnownClient {
  const client = readBasic(header, encoding, clients);
  if (client === undefined) {
    throw new OAuthError('invalid_client', 'Unknown client, or wrong secret', { triedHeader: true });
  }
  if (id !== undefined && id !== client.clientId) {
    throw new OAuthError('invalid_request', 'client_id is not the client that authenticated');
  }
  return client;
}
