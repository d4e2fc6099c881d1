import { expect, it, vi } from 'vitest';
import { ERROR_CODES } from '../../src/errors/error-codes.ts';
import * as classes from '../../src/errors/errors.ts';
import { isLinxoError, LinxoError } from '../../src/errors/linxo-error.ts';

it('recognizes an error of another copy of the package, which instanceof does not', async () => {
  vi.resetModules();
  const other: typeof classes = await import('../../src/errors/errors.ts');
  const error: unknown = new other.Closed();
  expect(error instanceof LinxoError).toBe(false);
  expect(isLinxoError(error)).toBe(true);
  expect(isLinxoError(error, 'ERR_CLOSED')).toBe(true);
  expect(isLinxoError(error, 'ERR_USER_REQUIRED')).toBe(false);
});

it.each([new Error('ERR_CLOSED'), { code: 'ERR_CLOSED' }, null, undefined, 'ERR_CLOSED'])(
  'does not take %o for an error of linxo-guard',
  (value) => {
    expect(isLinxoError(value)).toBe(false);
    expect(isLinxoError(value, 'ERR_CLOSED')).toBe(false);
  },
);

it.each(Object.values(ERROR_CODES))('has the class $name', ({ name }) => {
  expect(classes[name].prototype).toBeInstanceOf(LinxoError);
});
