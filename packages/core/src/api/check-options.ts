/** Checks the options of an API call: a mistake that leaves a parameter out in silence would read too much. */
import { InvalidConfiguration } from '../errors/errors.ts';
import type { UntypedOptions } from './call-types.ts';

/** The options of a call, with an example of each. */
const EXAMPLES = {
  path: "{ id: '42' }",
  query: '{ limit: 100 }',
  body: '{ … }',
  signal: 'AbortSignal.timeout(5000)',
} as const satisfies Record<keyof UntypedOptions, string>;

/**
 * Returns the options of a call.
 *
 * @param call the endpoint, for the message
 * @throws InvalidConfiguration when they are no object, have a name that is no option, or a query that is no plain object; the message
 *   shows no value
 */
export function checkOptions(call: string, options: UntypedOptions): UntypedOptions {
  if (!isPlain(options)) refuse(call, `the options are ${kindOf(options)}`, `{ query: ${EXAMPLES.query} }`);
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(EXAMPLES, name)) refuse(call, `"${name}" is not an option`, `{ query: { ${name}: … } }`);
  }
  const { query } = options;
  if (query === undefined || isPlain(query)) return options;
  refuse(
    call,
    `query is ${kindOf(query)}`,
    `{ query: ${isIterable(query) ? 'Object.fromEntries(…)' : EXAMPLES.query} }`,
  );
}

function refuse(call: string, problem: string, write: string): never {
  const options = Object.keys(EXAMPLES).join(', ');
  throw new InvalidConfiguration([`${call}: ${problem}: write ${write}. The options of a call are ${options}.`]);
}

/** Returns true if the properties of a value are all that it holds: not so for a map, a list, or the parameters of a URL. */
function isPlain(value: unknown): boolean {
  return Object.prototype.toString.call(value) === '[object Object]' && !isIterable(value);
}

function isIterable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.iterator in value && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return typeof value === 'object'
    ? `of the class ${Object.prototype.toString.call(value).slice(8, -1)}`
    : `a ${typeof value}`;
}
