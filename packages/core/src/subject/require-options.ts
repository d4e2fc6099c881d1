/** Checks that a function was given its options at all. */
import { SCOPE_NAMES } from '../catalog/scopes.ts';
import { InvalidConfiguration } from '../errors/errors.ts';

const EXAMPLE = `{ subject: { username, password }, scopes: ['${SCOPE_NAMES[0]}'] }`;

/**
 * Returns the options of a function.
 *
 * @param call the name of the function, for the message
 * @param example options to write. Default: a subject and scopes
 * @throws InvalidConfiguration when there are no options; the message says what to write
 */
export function requireOptions<T extends object>(options: T, call: string, example = EXAMPLE): T {
  if (typeof options === 'object' && options !== null) return options;
  throw new InvalidConfiguration([`${call}() takes an object: write ${call}(${example}).`]);
}
