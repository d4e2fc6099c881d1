// How the OAuth libraries of JavaScript get tokens, each as its documentation says.
import { OAuth2Client } from '@badgateway/oauth2-client';
import type { Sandbox } from '@linxo-guard/core/sandbox';
import * as oauth4webapi from 'oauth4webapi';
import * as openid from 'openid-client';
import { ClientCredentials, ResourceOwnerPassword } from 'simple-oauth2';

interface Call {
  readonly sandbox: Sandbox;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
}

interface PasswordCall extends Call {
  readonly username: string;
  readonly password: string;
}

/** A library with one of its ways to authenticate the client. Each function returns the access token. */
export interface ForeignClient {
  clientToken(call: Call): Promise<string>;
  userToken(call: PasswordCall): Promise<string>;
}

const PROVIDER = { provider: 'connect' };

function openidClient(authenticate: (secret: string) => openid.ClientAuth): ForeignClient {
  const configure = ({ sandbox, clientId, clientSecret }: Call): openid.Configuration => {
    const issuer = sandbox.authorizationServer;
    const config = new openid.Configuration(
      { issuer, token_endpoint: `${issuer}/token` },
      clientId,
      undefined,
      authenticate(clientSecret),
    );
    openid.allowInsecureRequests(config);
    return config;
  };
  return {
    clientToken: async (call) =>
      (await openid.clientCredentialsGrant(configure(call), { scope: call.scope })).access_token,
    userToken: async (call) => {
      const { scope, username, password } = call;
      const parameters = { scope, username, password, ...PROVIDER };
      return (await openid.genericGrantRequest(configure(call), 'password', parameters)).access_token;
    },
  };
}

function oauth4webapiClient(authenticate: (secret: string) => oauth4webapi.ClientAuth): ForeignClient {
  const partsOf = ({ sandbox, clientId, clientSecret }: Call) => {
    const issuer = sandbox.authorizationServer;
    return [
      { issuer, token_endpoint: `${issuer}/token` },
      { client_id: clientId },
      authenticate(clientSecret),
    ] as const;
  };
  const insecure = { [oauth4webapi.allowInsecureRequests]: true };
  return {
    clientToken: async (call) => {
      const [server, client, authentication] = partsOf(call);
      const parameters = { scope: call.scope };
      const response = await oauth4webapi.clientCredentialsGrantRequest(
        server,
        client,
        authentication,
        parameters,
        insecure,
      );
      return (await oauth4webapi.processClientCredentialsResponse(server, client, response)).access_token;
    },
    userToken: async (call) => {
      const [server, client, authentication] = partsOf(call);
      const { scope, username, password } = call;
      const response = await oauth4webapi.genericTokenEndpointRequest(
        server,
        client,
        authentication,
        'password',
        { scope, username, password, ...PROVIDER },
        insecure,
      );
      return (await oauth4webapi.processGenericTokenEndpointResponse(server, client, response)).access_token;
    },
  };
}

interface SimpleOptions {
  readonly authorizationMethod: 'header' | 'body';
  readonly bodyFormat: 'form' | 'json';
  readonly credentialsEncodingMode?: 'strict' | 'loose';
}

function simpleClient(options: SimpleOptions): ForeignClient {
  const configOf = ({ sandbox, clientId, clientSecret }: Call) => ({
    client: { id: clientId, secret: clientSecret },
    auth: { tokenHost: sandbox.authorizationServer, tokenPath: '/token' },
    options,
  });
  return {
    clientToken: async (call) => {
      const { token } = await new ClientCredentials(configOf(call)).getToken({ scope: call.scope });
      return String(token['access_token']);
    },
    userToken: async (call) => {
      const { scope, username, password } = call;
      const parameters = { scope, username, password, ...PROVIDER };
      return String((await new ResourceOwnerPassword(configOf(call)).getToken(parameters)).token['access_token']);
    },
  };
}

type BadgatewayMethod = 'client_secret_basic' | 'client_secret_basic_interop' | 'client_secret_post';

function badgatewayClient(authenticationMethod: BadgatewayMethod): ForeignClient {
  const clientOf = ({ sandbox, clientId, clientSecret }: Call) =>
    new OAuth2Client({
      server: sandbox.authorizationServer,
      tokenEndpoint: '/token',
      clientId,
      clientSecret,
      authenticationMethod,
    });
  return {
    clientToken: async (call) => (await clientOf(call).clientCredentials({ scope: call.scope.split(' ') })).accessToken,
    userToken: async (call) => {
      const { scope, username, password } = call;
      const body = { grant_type: 'password' as const, scope, username, password, ...PROVIDER };
      return (await clientOf(call).request('tokenEndpoint', body)).access_token;
    },
  };
}

export const JAVASCRIPT_CLIENTS: Readonly<Record<string, ForeignClient>> = {
  'openid-client, Basic': openidClient(openid.ClientSecretBasic),
  'openid-client, body': openidClient(openid.ClientSecretPost),
  'oauth4webapi, Basic': oauth4webapiClient(oauth4webapi.ClientSecretBasic),
  'oauth4webapi, body': oauth4webapiClient(oauth4webapi.ClientSecretPost),
  'simple-oauth2, Basic': simpleClient({ authorizationMethod: 'header', bodyFormat: 'form' }),
  'simple-oauth2, raw Basic': simpleClient({
    authorizationMethod: 'header',
    bodyFormat: 'form',
    credentialsEncodingMode: 'loose',
  }),
  'simple-oauth2, body': simpleClient({ authorizationMethod: 'body', bodyFormat: 'form' }),
  'simple-oauth2, JSON': simpleClient({ authorizationMethod: 'body', bodyFormat: 'json' }),
  '@badgateway/oauth2-client, Basic': badgatewayClient('client_secret_basic'),
  '@badgateway/oauth2-client, Basic with colons encoded': badgatewayClient('client_secret_basic_interop'),
  '@badgateway/oauth2-client, body': badgatewayClient('client_secret_post'),
};
