/** Reads options from environment variables: the ones that the application hands over, never the process' own. */
import { type Environment, type EnvironmentName, ENVIRONMENTS } from '../catalog/environments.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import type { LinxoOptions } from './options.ts';

/**
 * Options from `LINXO_ENVIRONMENT` (`sandbox` or `production`), `LINXO_CLIENT_ID`, `LINXO_CLIENT_SECRET`, and where they are
 * set `LINXO_AUTHORIZATION_SERVER`, `LINXO_API`, `LINXO_WIDGETS` (in place of the environment's own, or of an environment's
 * name) and `LINXO_PROVIDER`. An empty variable counts as not set.
 *
 * @param env the variables, such as `process.env`
 * @throws InvalidConfiguration that names every variable that is missing or wrong
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

/** The environment, or what is wrong with it. Nothing is ever taken for production that does not say so. */
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
