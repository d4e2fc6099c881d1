/** Describes what a Linxo instance is connected to: a summary to print when an application starts. It holds no secret. */
import type { EnvironmentName } from '../catalog/environments.ts';
import { withVariable } from '../catalog/variables.ts';
import { redact } from '../http/redact.ts';
import type { ClientAuthenticationByGrant } from '../oauth/client-authentication.ts';
import { credentialHints } from '../oauth/credential-hints.ts';
import { namesVersion } from './base-url.ts';
import { BASE_URL_NAMES, isLoopback, isThisMachine, knownHostOf } from './hosts.ts';
import type { Settings } from './options.ts';

/** Describes what a {@link Linxo} instance is connected to, and how. As a text, it is a few lines to print. */
export interface LinxoDescription {
  /** The shared environment that all base URLs belong to; `'local'` if all lead to this machine; otherwise `'custom'`. */
  readonly environment: EnvironmentName | 'local' | 'custom';
  readonly tokenEndpoint: string;
  /** Base URL of the Accounts API. */
  readonly api: string;
  /** Base URL of the widgets, if there is one. */
  readonly widgets: string | undefined;
  readonly clientId: string;
  /** The `provider` parameter of the password grant. */
  readonly provider: string;
  /** The method of client authentication for each grant. */
  readonly clientAuthentication: ClientAuthenticationByGrant;
  /** True if processes share their tokens by a store. */
  readonly store: boolean;
  /** Lists what is allowed but may be a mistake: one sentence each, with the option and the variable to check. */
  readonly notes: readonly string[];
  /** Returns the description as lines for people. */
  toString(): string;
}

/** Describes checked options. */
export function describeSettings(settings: Settings): LinxoDescription {
  const { environment, tokenEndpoint, provider, clientAuthentication, store } = settings;
  return Object.defineProperty(
    {
      environment: environmentNameOf(settings),
      tokenEndpoint,
      api: environment.api,
      widgets: environment.widgets,
      clientId: shownClientId(settings),
      provider,
      clientAuthentication,
      store: store !== undefined,
      notes: notesOn(settings),
    },
    'toString',
    { value: asLines },
  );
}

/** An identifier that holds the secret by mistake is not shown in full. */
function shownClientId({ clientId, clientSecret }: Settings): string {
  const shown = typeof clientSecret === 'string' ? redact(clientId, [clientSecret]) : clientId;
  return shown.replace(/:.*/s, ':…');
}

function environmentNameOf(settings: Settings): LinxoDescription['environment'] {
  const names = urlsOf(settings).map(
    ({ url }) => knownHostOf(url)?.environment ?? (isThisMachine(url) ? 'local' : 'custom'),
  );
  const [name = 'custom', ...others] = new Set(names);
  return others.length === 0 ? name : 'custom';
}

function urlsOf({ environment }: Pick<Settings, 'environment'>) {
  return BASE_URL_NAMES.flatMap((name) => {
    const text = environment[name];
    return text === undefined ? [] : [{ name, option: withVariable(`environment.${name}`), text, url: new URL(text) }];
  });
}

function notesOn(settings: Settings): readonly string[] {
  const urls = urlsOf(settings);
  const shared = urls.filter(({ url }) => knownHostOf(url));
  const others = urls.filter(({ url }) => !knownHostOf(url));
  const optionsIn = (list: typeof urls) => list.map(({ option }) => option).join(' and ');
  const notes: string[] = [];
  if (shared.length > 0 && others.length > 0) {
    const lead = shared.length === 1 ? 'leads' : 'lead';
    notes.push(`${optionsIn(shared)} ${lead} to an environment of Linxo's, and ${optionsIn(others)} to another place.`);
  }
  for (const { name, option, text, url } of urls) {
    if (name !== 'authorizationServer' && !namesVersion(text))
      notes.push(`${option} names no version of the API: write ${text}/v2.1, unless a gateway adds it.`);
    if (url.protocol === 'http:' && !isLoopback(url))
      notes.push(`${option} is reached by http:, which is for test set-ups only.`);
  }
  const { clientId, clientSecret } = settings;
  return [...notes, ...(typeof clientSecret === 'string' ? credentialHints(clientId, clientSecret) : [])];
}

function asLines(this: LinxoDescription): string {
  const { clientAuthentication } = this;
  const rows = {
    'token endpoint': this.tokenEndpoint,
    API: this.api,
    widgets: this.widgets ?? 'none',
    // In quotes, white space around it can be seen.
    client: JSON.stringify(this.clientId),
    'client authentication':
      `${clientAuthentication.client_credentials} for client credentials, ` +
      `${clientAuthentication.password} for the password grant`,
    provider: this.provider,
    'token store': this.store ? 'shared by processes' : 'none, each process caches tokens by itself',
  };
  const width = Math.max(...Object.keys(rows).map((name) => name.length));
  return [
    `Linxo Connect: ${this.environment}`,
    ...Object.entries(rows).map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    ...this.notes.map((note) => `  note: ${note}`),
  ].join('\n');
}
