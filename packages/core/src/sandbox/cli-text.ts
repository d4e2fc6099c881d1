/** Writes the output of `linxo-sandbox`: the URLs, the users who can log in, and commands to copy. */
import { curlCommands, shellQuote } from './cli-curl.ts';
import { isLoopback } from './http/host-names.ts';
import { DEFAULT_HOST, type SandboxOptions } from './options.ts';
import type { Sandbox } from './sandbox.ts';

/** The environment variables that point an application at the sandbox. */
function environmentOf(
  { options, rules }: Sandbox,
  { hostNames: [name] = [] }: SandboxOptions,
): Readonly<Record<string, string>> {
  const [provider = 'connect'] = [rules.provider].flat();
  const from = (url: string): string => (name === undefined ? url : url.replace(/\/\/[^/]+(?=:\d)/, `//${name}`));
  return {
    LINXO_AUTHORIZATION_SERVER: from(options.environment.authorizationServer),
    LINXO_API: from(options.environment.api),
    LINXO_WIDGETS: from(options.environment.widgets),
    LINXO_CLIENT_ID: options.clientId,
    LINXO_CLIENT_SECRET: options.clientSecret,
    ...(provider === 'connect' ? {} : { LINXO_PROVIDER: provider }),
    ...(name === undefined ? {} : { LINXO_INSECURE_HOSTS: name }),
  };
}

export function textFor(sandbox: Sandbox, given: SandboxOptions): string {
  const { authorizationServer, api, widgets, users } = sandbox;
  const rows = users.map(
    ({ username, password, scopes }) => `  ${username}\n    password ${password}\n    may have ${scopes.join(' ')}`,
  );
  const exports = Object.entries(environmentOf(sandbox, given)).map(
    ([name, value]) => `  export ${name}=${shellQuote(value)}`,
  );
  return [
    ...heading(given),
    `  authorization server  ${authorizationServer}  (tokens at /token, keys at /jwks)`,
    `  API v2.1              ${api}`,
    `  widgets               ${widgets}`,
    `  control               ${controlText(authorizationServer, given)}`,
    '',
    'Users:',
    ...rows,
    '',
    given.hostNames === undefined ? 'For your application:' : 'For an application that knows the sandbox by this name:',
    ...exports,
    '',
    "An access token for the application, one for a user, as Linxo's documentation asks for them, and a call with it:",
    ...curlCommands(sandbox).map((command) => `  ${command}`),
    '',
    'Stop it with Ctrl-C.',
  ].join('\n');
}

export function jsonFor(sandbox: Sandbox, given: SandboxOptions): string {
  const { options, users, authorizationServer } = sandbox;
  const control = hasControl(given) ? `${authorizationServer}/_sandbox` : null;
  return JSON.stringify({
    ...options,
    control,
    users,
    env: environmentOf(sandbox, given),
    curl: curlCommands(sandbox),
  });
}

function heading({ host = DEFAULT_HOST }: SandboxOptions): readonly string[] {
  if (isLoopback(host)) return ['Linxo sandbox, on this machine only:'];
  return [
    `Linxo sandbox, on ${host}: whoever reaches this address can use it, by plain HTTP, with the passwords below.`,
    'It is for tests; put no real data into it.',
    "From other machines, this machine's address takes the place of 127.0.0.1; a host name has to be named with --host-name.",
  ];
}

function hasControl({ host = DEFAULT_HOST, adminToken }: SandboxOptions): boolean {
  return adminToken !== undefined || isLoopback(host);
}

function controlText(authorizationServer: string, given: SandboxOptions): string {
  if (!hasControl(given)) return 'off; --admin-token turns it on';
  const about = given.adminToken === undefined ? 'faults, users, the log' : 'with the admin token as Bearer token';
  return `${authorizationServer}/_sandbox/openapi.json  (${about})`;
}
