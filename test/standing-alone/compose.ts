/** Reads a compose file as `docker compose` does, with the variables of the `.env` beside it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';

export interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly network_mode?: string;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
}

const VARIABLE = /\$\{(\w+):\?([^}]*)\}/g;

export function composeServices(folder: string): Readonly<Record<string, Service>> {
  const variables = parseEnv(readFileSync(join(folder, '.env'), 'utf8'));
  const text = readFileSync(join(folder, 'compose.yaml'), 'utf8').replaceAll(
    VARIABLE,
    (_, name: string, problem: string) => {
      const value = variables[name];
      if (!value) throw new Error(`${name}: ${problem}`);
      return value;
    },
  );
  const { services } = parse(text) as { readonly services: Readonly<Record<string, Service>> };
  return services;
}
