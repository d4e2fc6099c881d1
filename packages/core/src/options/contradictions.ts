/** Finds environment variables that contradict `LINXO_ENVIRONMENT`: there is no telling which of them was meant. */
import type { Environment, EnvironmentName } from '../catalog/environments.ts';
import { VARIABLES } from '../catalog/variables.ts';
import { parseBaseUrl } from './base-url.ts';
import { BASE_URL_NAMES, isThisMachine, knownHostOf } from './hosts.ts';

/** A URL that leads to another place than the environment that is named. */
interface Elsewhere {
  readonly leads: string;
  /** The environment that it could stand beside. */
  readonly beside: EnvironmentName;
}

/**
 * Returns a line for each variable that contradicts the name of the environment.
 *
 * @param overrides the base URLs that variables give
 */
export function contradictions(
  name: EnvironmentName,
  overrides: Partial<Environment>,
  hasInsecureHosts: boolean,
): readonly string[] {
  const problems = BASE_URL_NAMES.flatMap((one) => {
    const url = parseBaseUrl(overrides[one]);
    const elsewhere = url && leadsElsewhere(url, name);
    return elsewhere ? [contradiction(VARIABLES[`environment.${one}`], name, elsewhere)] : [];
  });
  if (hasInsecureHosts && name === 'production')
    problems.push(contradiction(VARIABLES.insecureHosts, name, { leads: 'is for test set-ups', beside: 'sandbox' }));
  return problems;
}

function contradiction(variable: string, name: EnvironmentName, { leads, beside }: Elsewhere): string {
  const named = VARIABLES.environment;
  return `${variable} ${leads}, but ${named} is ${name}: remove ${variable}, or set ${named} to ${beside}.`;
}

function leadsElsewhere(url: URL, name: EnvironmentName): Elsewhere | undefined {
  const other = knownHostOf(url)?.environment;
  if (other && other !== name) return { leads: `leads to ${other}`, beside: other };
  const isLocal = name === 'production' && isThisMachine(url);
  return isLocal ? { leads: 'leads to this machine', beside: 'sandbox' } : undefined;
}
