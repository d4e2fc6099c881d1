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

it('has a class for each code', () => {
  const exported = Object.entries(classes).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
  expect(exported.toSorted()).toEqual(
    Object.values(ERROR_CODES)
      .map(({ name }) => name)
      .toSorted(),
  );
});

it('lets error handlers set statusCode, as they do with the errors of http-errors, and answers with it', () => {
  const error = new classes.UserRequired();
  expect(Object.assign(error, { statusCode: error.statusCode || 500 })).toBe(error);
  error.statusCode = 418;
  expect([error.status, error.statusCode]).toEqual([418, 418]);
});
