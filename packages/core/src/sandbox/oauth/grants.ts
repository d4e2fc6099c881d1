/** Handles the two grants that Linxo documents: finds the token's subject and the scopes that it may get. */
import type { Form } from '../http/form.ts';
import type { GrantType, KnownClient } from '../world/clients.ts';
import type { World } from '../world/world.ts';
import { OAuthError } from './oauth-error.ts';

interface Entitled {
  readonly subject: string;
  /** The scopes that the token may get. */
  readonly may: readonly string[];
}

/** Handles one grant. `clientMay` are the scopes that the client may get by it. */
type GrantHandler = (form: Form, client: KnownClient, clientMay: readonly string[], world: World) => Entitled;

const GRANTS: Readonly<Record<GrantType, GrantHandler>> = {
  client_credentials: (_form, client, clientMay) => ({ subject: client.clientId, may: clientMay }),
  password: (form, _client, clientMay, { users, rules }) => {
    const username = required(form, 'username');
    const password = required(form, 'password');
    const provider = required(form, 'provider');
    const providers = [rules.provider].flat();
    if (!providers.includes(provider)) {
      throw new OAuthError('invalid_request', `provider must be ${providers.join(' or ')}`);
    }
    const user = users.byUsername(username);
    if (user?.password !== password) throw new OAuthError('invalid_grant', 'Wrong username or password');
    return { subject: user.id, may: user.scopes.filter((scope) => clientMay.includes(scope)) };
  },
};

/** Returns the subject of the requested token. Throws if the grant is missing, unknown, not for this client, or refused. */
export function entitle(form: Form, client: KnownClient, world: World): Entitled {
  const name = required(form, 'grant_type');
  if (!isGrantType(name)) throw new OAuthError('unsupported_grant_type', 'Unknown grant_type');
  const clientMay = client.scopes[name];
  if (clientMay === undefined) throw new OAuthError('unauthorized_client', 'The client may not use this grant');
  return GRANTS[name](form, client, clientMay, world);
}

function isGrantType(name: string): name is GrantType {
  return Object.hasOwn(GRANTS, name);
}

export function required(form: Form, name: string): string {
  const value = form.values[name];
  if (value === undefined) throw new OAuthError('invalid_request', `Missing parameter: ${name}`);
  return value;
}
