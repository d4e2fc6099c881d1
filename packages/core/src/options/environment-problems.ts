/** Finds base URLs that lead where they should not: in the clear, to a wrong path, or to two environments at once. */
import { ENVIRONMENTS, type Environment } from '../catalog/environments.ts';
import { parseBaseUrl } from './base-url.ts';
import { BASE_URL_NAMES, isLoopback, knownHostOf } from './hosts.ts';

/** Returns the name of an option in a message: the option itself, or its variable. */
export type NameOf = (option: string) => string;

const ONLY_VERSION = /^\/v\d+(?:\.\d+)*\/?$/;

/** Returns a line for each base URL that is wrong by itself. A URL whose form is wrong has been reported before. */
export function urlProblems(
  environment: Partial<Environment>,
  insecureHosts: readonly string[],
  nameOf: NameOf,
): readonly string[] {
  return [...BASE_URL_NAMES, 'tokenEndpoint' as const].flatMap((name) => {
    const url = parseBaseUrl(environment[name]);
    const problem = url && (transportProblem(url, insecureHosts, nameOf) ?? pathProblem(name, url, environment));
    return problem ? [`${nameOf(`environment.${name}`)} ${problem}.`] : [];
  });
}

function transportProblem(url: URL, insecureHosts: readonly string[], nameOf: NameOf): string | undefined {
  if (url.protocol === 'https:' || isLoopback(url) || insecureHosts.includes(url.hostname)) return undefined;
  return (
    'must be https: (http: sends secrets in the clear; it is allowed for localhost, 127.0.0.0/8, [::1] ' +
    `and the hosts of a test set-up in ${nameOf('insecureHosts')} only)`
  );
}

function pathProblem(
  name: (typeof BASE_URL_NAMES)[number] | 'tokenEndpoint',
  url: URL,
  { tokenEndpoint }: Partial<Environment>,
): string | undefined {
  if (name === 'tokenEndpoint') return undefined;
  const known = knownHostOf(url);
  if (known && known.name !== name) {
    const { environment } = known;
    return `is the host of ${environment}'s ${known.name}: write ${ENVIRONMENTS[environment][name]}`;
  }
  if (name === 'authorizationServer') {
    if (tokenEndpoint !== undefined || !/\/token\/*$/i.test(url.pathname)) return undefined;
    const base = url.origin + url.pathname.replace(/\/token\/*$/i, '');
    return `must not end with /token, which is added to it: write ${base}`;
  }
  if (!known || ONLY_VERSION.test(url.pathname)) return undefined;
  return `must end with the version of the API: write ${ENVIRONMENTS[known.environment][name]}`;
}

/** Returns a line if base URLs belong to different shared environments, or production stands beside hosts for tests. */
export function mixProblems(
  environment: Partial<Environment>,
  insecureHosts: readonly string[],
  nameOf: NameOf,
): readonly string[] {
  const known = BASE_URL_NAMES.flatMap((name) => {
    const url = parseBaseUrl(environment[name]);
    const host = url && knownHostOf(url);
    return host ? [{ option: nameOf(`environment.${name}`), of: host.environment }] : [];
  });
  const problems: string[] = [];
  if (new Set(known.map(({ of }) => of)).size > 1) {
    const list = known.map(({ option, of }) => `${option} is ${of}'s`).join(', ');
    problems.push(`${list}: take all base URLs from one environment.`);
  }
  if (insecureHosts.length > 0 && known.some(({ of }) => of === 'production')) {
    problems.push(
      `${nameOf('insecureHosts')} must not stand beside a URL of production: it is for test set-ups, so remove it.`,
    );
  }
  return problems;
}
