/** Reads options from environment variables that the application passes. It never reads `process.env` itself. */
import { type Environment, type EnvironmentName, ENVIRONMENTS } from '../catalog/environments.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import type { LinxoOptions } from './options.ts';

/**
 * Returns the options of {@link createLinxo} from environment variables. An empty variable counts as not set.
 *
 * - `LINXO_ENVIRONMENT`: `sandbox` or `production`
 * - `LINXO_CLIENT_ID`, `LINXO_CLIENT_SECRET`
 * - `LINXO_AUTHORIZATION_SERVER`, `LINXO_API`, `LINXO_WIDGETS` (optional): override a base URL of the environment. With the
 *   first two, `LINXO_ENVIRONMENT` may be left out.
 * - `LINXO_PROVIDER` (optional): the `provider` parameter of the password grant
 *
 * @param env the variables, such as `process.env`
 * @throws InvalidConfiguration that lists every variable that is missing or wrong
 * @example
 * ```ts
 * const connect = createLinxo({ ...linxoOptionsFromEnv(process.env), timeoutMs: 5_000 });
 * ```
 */
export function linxoOptionsFromEnv(env: Readonly<Record<string, string | undefined>>): LinxoOptions {
  const read = (name: string) => env[name]?.trim() || undefined;
  const [clientId, clientSecret, provider] = [
    read('LINXO_CLIENT_ID'),
    env['LINXO_CLIENT_SECRET'] || undefined,
    read('LINXO_PROVIDER'),
  ];
  const environment = readEnvironment(read);
  const problems = [
    ...(typeof environment === 'string' ? [environment] : []),
    ...(clientId ? [] : ['LINXO_CLIENT_ID is not set.']),
    ...(clientSecret ? [] : ['LINXO_CLIENT_SECRET is not set.']),
  ];
  if (typeof environment === 'string' || !clientId || !clientSecret) throw new InvalidConfiguration(problems);
  return { environment, clientId, clientSecret, ...(provider ? { provider } : {}) };
}

/** Returns the environment, or a line that says what is wrong. There is no default, so that nothing becomes production by mistake. */
function readEnvironment(read: (name: string) => string | undefined): Environment | string {
  const name = read('LINXO_ENVIRONMENT');
  const names = Object.keys(ENVIRONMENTS).join(' or ');
  if (name && !Object.hasOwn(ENVIRONMENTS, name))
    return `LINXO_ENVIRONMENT is neither ${names.replace(' or ', ' nor ')}.`;
  const known: Partial<Environment> = name ? ENVIRONMENTS[name as EnvironmentName] : {};
  const authorizationServer = read('LINXO_AUTHORIZATION_SERVER') ?? known.authorizationServer;
  const api = read('LINXO_API') ?? known.api;
  const widgets = read('LINXO_WIDGETS') ?? known.widgets;
  if (authorizationServer && api) return { authorizationServer, api, ...(widgets ? { widgets } : {}) };
  return `LINXO_ENVIRONMENT is not set: set it to ${names}, or set both LINXO_AUTHORIZATION_SERVER and LINXO_API.`;
}
