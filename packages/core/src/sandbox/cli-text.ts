/** Writes the output of `linxo-sandbox`: the URLs, the users who can log in, and commands to copy. */
import type { Sandbox } from './sandbox.ts';

/** The environment variables that point an application at the sandbox. */
function environmentOf({ options }: Sandbox): Readonly<Record<string, string>> {
  return {
    LINXO_AUTHORIZATION_SERVER: options.environment.authorizationServer,
    LINXO_API: options.environment.api,
    LINXO_WIDGETS: options.environment.widgets,
    LINXO_CLIENT_ID: options.clientId,
    LINXO_CLIENT_SECRET: options.clientSecret,
  };
}

/** The commands of Linxo's documentation, with the sandbox's URL and credentials filled in. */
function curlCommands({ options, authorizationServer, users }: Sandbox): readonly string[] {
  const { clientId, clientSecret } = options;
  const token = shellQuote(`${authorizationServer}/token`);
  const asClient = `curl -u ${shellQuote(`${clientId}:${clientSecret}`)} -X POST ${token} -d grant_type=client_credentials -d scope=users_create`;
  const [user] = users;
  if (user === undefined) return [asClient];
  const form = { username: user.username, password: user.password, grant_type: 'password' };
  const rest = { client_id: clientId, client_secret: clientSecret };
  const fields = Object.entries({ ...form, ...rest }).map(
    ([name, value]) => `-d ${shellQuote(`${name}=${formEncode(value)}`)}`,
  );
  return [
    asClient,
    `curl -X POST ${token} ${fields.join(' ')} -d scope=openid%20profile%20accounts_read -d provider=connect`,
  ];
}

export function textFor(sandbox: Sandbox): string {
  const { authorizationServer, api, widgets, users } = sandbox;
  const rows = users.map(
    ({ username, password, scopes }) => `  ${username}\n    password ${password}\n    may have ${scopes.join(' ')}`,
  );
  const exports = Object.entries(environmentOf(sandbox)).map(
    ([name, value]) => `  export ${name}=${shellQuote(value)}`,
  );
  return [
    'Linxo sandbox, on this machine only:',
    `  authorization server  ${authorizationServer}  (tokens at /token, keys at /jwks)`,
    `  API v2.1              ${api}`,
    `  widgets               ${widgets}`,
    '',
    'Users:',
    ...rows,
    '',
    'For your application:',
    ...exports,
    '',
    "An access token for the application, and one for a user, as Linxo's documentation asks for them:",
    ...curlCommands(sandbox).map((command) => `  ${command}`),
    '',
    'Stop it with Ctrl-C.',
  ].join('\n');
}

export function jsonFor(sandbox: Sandbox): string {
  const { options, users } = sandbox;
  return JSON.stringify({ ...options, users, env: environmentOf(sandbox), curl: curlCommands(sandbox) });
}

/** Encodes only what a form needs, so that names and passwords stay readable. */
function formEncode(text: string): string {
  return encodeURIComponent(text).replaceAll('%40', '@');
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
