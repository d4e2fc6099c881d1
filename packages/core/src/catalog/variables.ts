/** The environment variables by the option that they set, so that messages can name both. */

/** The variables that `linxoOptionsFromEnv` reads, by option. */
export const VARIABLES = {
  environment: 'LINXO_ENVIRONMENT',
  'environment.authorizationServer': 'LINXO_AUTHORIZATION_SERVER',
  'environment.api': 'LINXO_API',
  'environment.widgets': 'LINXO_WIDGETS',
  clientId: 'LINXO_CLIENT_ID',
  clientSecret: 'LINXO_CLIENT_SECRET',
  provider: 'LINXO_PROVIDER',
  insecureHosts: 'LINXO_INSECURE_HOSTS',
} as const satisfies Record<string, `LINXO_${string}`>;

/** An option that a variable sets. */
export type OptionWithVariable = keyof typeof VARIABLES;

/** Returns an option and its variable as a message names them, such as `clientId (LINXO_CLIENT_ID)`. */
export function withVariable(option: OptionWithVariable): string {
  return `${option} (${VARIABLES[option]})`;
}
