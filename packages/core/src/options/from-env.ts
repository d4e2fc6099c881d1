/** Reads options from environment variables that the application passes. It never reads `process.env` itself. */
import { type Environment, type EnvironmentName, ENVIRONMENTS } from '../catalog/environments.ts';
import { type OptionWithVariable, VARIABLES } from '../catalog/variables.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import { contradictions } from './contradictions.ts';
import { BASE_URL_NAMES } from './hosts.ts';
import type { LinxoOptions } from './options.ts';
import { OPTIONS_OF_VARIABLES, optionProblems } from './schema.ts';

type Read = (option: OptionWithVariable) => string | undefined;

/**
 * Returns the options of {@link createLinxo} from environment variables. An empty variable counts as not set.
 *
 * - `LINXO_ENVIRONMENT`: `sandbox` or `production`
 * - `LINXO_CLIENT_ID`, `LINXO_CLIENT_SECRET`: as they are, with the white space around them
 * - `LINXO_AUTHORIZATION_SERVER`, `LINXO_API`, `LINXO_WIDGETS` (optional): override a base URL of the environment. With the
 *   first two, `LINXO_ENVIRONMENT` may be left out.
 * - `LINXO_PROVIDER` (optional): the `provider` parameter of the password grant
 * - `LINXO_INSECURE_HOSTS` (optional): the hosts of a test set-up that may be reached by `http:`, separated by commas
 *
 * @param env the variables, such as `process.env`
 * @throws InvalidConfiguration that lists every variable that is missing or wrong
 * @example
 * ```ts
 * const connect = createLinxo({ ...linxoOptionsFromEnv(process.env), timeoutMs: 5_000 });
 * ```
 */
export function linxoOptionsFromEnv(env: Readonly<Record<string, string | undefined>>): LinxoOptions {
  if (typeof env !== 'object' || env === null)
    throw new InvalidConfiguration([
      'linxoOptionsFromEnv() takes the variables: write linxoOptionsFromEnv(process.env).',
    ]);
  const readAsIs: Read = (option) => {
    const value: unknown = env[VARIABLES[option]];
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
  };
  const read: Read = (option) => readAsIs(option)?.trim();
  const [clientId, clientSecret] = [readAsIs('clientId'), readAsIs('clientSecret')];
  const [provider, insecureHosts] = [read('provider'), listIn(read('insecureHosts'))];
  const optional = { ...(provider ? { provider } : {}), ...(insecureHosts.length > 0 ? { insecureHosts } : {}) };
  const overrides = overridesIn(read);
  const name = read('environment');
  const environment = { ...(isEnvironmentName(name) ? ENVIRONMENTS[name] : {}), ...overrides };
  const problems = [
    ...nameProblems(name, environment),
    ...(isEnvironmentName(name) ? contradictions(name, overrides, insecureHosts.length > 0) : []),
    ...(clientId ? [] : [`${VARIABLES.clientId} is not set.`]),
    ...(clientSecret ? [] : [`${VARIABLES.clientSecret} is not set.`]),
    ...optionProblems(OPTIONS_OF_VARIABLES, { environment: overrides, ...optional }, variableOf),
  ];
  if (problems.length > 0 || !isComplete(environment) || !clientId || !clientSecret)
    throw new InvalidConfiguration(problems);
  return { environment, clientId, clientSecret, ...optional };
}

function listIn(text = ''): readonly string[] {
  return text.split(',').flatMap((item) => item.trim() || []);
}

function overridesIn(read: Read): Partial<Environment> {
  const urls = BASE_URL_NAMES.map((name) => [name, read(`environment.${name}`)] as const);
  return Object.fromEntries(urls.filter(([, url]) => url !== undefined));
}

/** Returns what is wrong with the name. There is no default, so that nothing becomes production by mistake. */
function nameProblems(name: string | undefined, environment: Partial<Environment>): readonly string[] {
  const [variable, server, api] = [
    VARIABLES.environment,
    VARIABLES['environment.authorizationServer'],
    VARIABLES['environment.api'],
  ];
  const names = Object.keys(ENVIRONMENTS);
  if (isEnvironmentName(name)) return [];
  if (name !== undefined) {
    const meant = names.find((one) => one === name.toLowerCase().replaceAll(/[^a-z]/g, ''));
    return [`${variable} is neither ${names.join(' nor ')}${meant ? `: write ${meant}` : ''}.`];
  }
  if (isComplete(environment)) return [];
  return [`${variable} is not set: set it to ${names.join(' or ')}, or set both ${server} and ${api}.`];
}

function isEnvironmentName(name: string | undefined): name is EnvironmentName {
  return name !== undefined && Object.hasOwn(ENVIRONMENTS, name);
}

function isComplete(environment: Partial<Environment>): environment is Environment {
  return environment.authorizationServer !== undefined && environment.api !== undefined;
}

/** Returns the name of an option in messages: its variable, and the place in a list of hosts. */
function variableOf(option: string): string {
  const [, name = option, place] = /^(.*)\.(\d+)$/.exec(option) ?? [];
  const variable = (VARIABLES as Readonly<Record<string, string | undefined>>)[name] ?? name;
  return place === undefined ? variable : `${variable} (host ${Number(place) + 1})`;
}
