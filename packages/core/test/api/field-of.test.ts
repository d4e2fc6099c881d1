import { expect, it } from 'vitest';
import { RESPONSES } from '../../src/api/responses.ts';
import { fieldOf } from '../../src/index.ts';
import { ACCOUNT } from './payloads.ts';

it('reaches a field that the types of a payload do not name', () => {
  const account = RESPONSES['GET /accounts/{id}'].parse({ ...ACCOUNT, added_by_linxo: { deep: 1 } });
  expect(fieldOf(account, 'added_by_linxo')).toEqual({ deep: 1 });
});

it.each(['absent', 'toString', '__proto__'])('gives undefined for "%s", which no payload has', (name) => {
  expect(fieldOf(ACCOUNT, name)).toBeUndefined();
});
