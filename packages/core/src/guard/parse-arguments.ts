/** Reads the arguments of a guard: the scopes or endpoints, and the options behind them. */
import { isScope, SCOPE_NAMES } from '../catalog/scopes.ts';
import { ENDPOINTS } from '../catalog/endpoints.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import type { GuardOptions } from './declaration.ts';

/** The kinds of guards, with the function that makes each. */
const GUARD_FUNCTIONS = {
  all: 'requireScope',
  any: 'requireAnyScope',
  endpoints: 'requireEndpoint',
} as const;

/** The kind of a guard: all of some scopes, any one of them, or endpoints whose scopes the catalogue knows. */
type GuardKind = keyof typeof GUARD_FUNCTIONS;

/**
 * Returns what a guard declares, and its options.
 *
 * @throws InvalidConfiguration when the arguments are written in another way; the message says how to write them
 */
export function parseArguments<T>(
  kind: GuardKind,
  args: readonly unknown[],
): { readonly declared: readonly T[]; readonly as?: 'client' } {
  const list = args.find(isList);
  if (list) throw new InvalidConfiguration([oneByOne(kind, [...list])]);
  const last = args.at(-1);
  if (typeof last !== 'object' || last === null) return { declared: args as readonly T[] };
  const { as, ...others } = last as Partial<GuardOptions>;
  if (as !== 'client' || Object.keys(others).length > 0) {
    throw new InvalidConfiguration(["the options of a guard are { as: 'client' }, or none."]);
  }
  return { declared: args.slice(0, -1) as readonly T[], as };
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

/** Shows the items of a list only if all are known: others may be anything. */
function oneByOne(kind: GuardKind, items: readonly unknown[]): string {
  const name = GUARD_FUNCTIONS[kind];
  const [what, isKnown, example] =
    kind === 'endpoints'
      ? ['endpoints', (item: unknown) => Object.hasOwn(ENDPOINTS, String(item)), 'GET /accounts']
      : ['scopes', isScope, SCOPE_NAMES[0]];
  const shown =
    items.length > 0 && items.every((item) => typeof item === 'string' && isKnown(item)) ? items : [example];
  const written = shown.map((item) => `'${String(item)}'`).join(', ');
  return `${name}() takes ${what} one by one, not in a list: write ${name}(${written}), or ${name}(...list).`;
}
