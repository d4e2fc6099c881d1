import { expect, it } from 'vitest';
import { asError } from '../../src/errors/as-error.ts';

class Forbidden extends Error {
  readonly #tenant: string;
  constructor(tenant: string) {
    super('no access');
    this.#tenant = tenant;
  }
  get status(): number {
    return 403;
  }
  get tenant(): string {
    return this.#tenant;
  }
}

it('an error whose status cannot be set becomes one of its class that frameworks can answer, with the same members', () => {
  const thrown = new Forbidden('shop');
  const error = asError('The user function', thrown) as Forbidden;
  expect(error).toBeInstanceOf(Forbidden);
  expect(error).toMatchObject({ message: 'no access', status: 403, tenant: 'shop', cause: thrown });
  Object.assign(error, { status: 404 });
  expect([error.status, thrown.status]).toEqual([404, 403]);
});

it('an error whose status can be set is passed on as it is', () => {
  const thrown = new TypeError('no session');
  expect(asError('The user function', thrown)).toBe(thrown);
});
