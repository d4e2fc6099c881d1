import { describe, expect, it } from 'vitest';
import { createMount } from '../../src/guard/mount.ts';
import { createRequirement } from '../../src/guard/requirement.ts';
import { createLinxo } from '../../src/linxo.ts';
import { scopesOf } from '../../src/scope/scope-set.ts';

const alternativesOf = (...args: Parameters<typeof createRequirement>) =>
  createRequirement(...args).alternatives.map((set) => scopesOf(set).join(' '));

describe('any of several scopes', () => {
  it('is asked for from the one that includes least', () => {
    expect(alternativesOf({ kind: 'any', scopes: ['transactions_read', 'accounts_read'] })).toEqual([
      'accounts_read',
      'transactions_read',
    ]);
  });

  it('is asked for as it was declared, where one includes as much as the other', () => {
    for (const scopes of [
      ['transactions_read', 'accounts_manage'],
      ['accounts_manage', 'transactions_read'],
    ] as const) {
      expect(alternativesOf({ kind: 'any', scopes })).toEqual(scopes);
    }
  });
});

it('a mount names options that it does not have', () => {
  const connect = createLinxo({ environment: 'sandbox', clientId: 'client', clientSecret: 'secret' });
  expect(() => createMount(connect, { usr: () => null } as never)).toThrow(
    'linxo(connect, { usr }): there is no such option. There is: user.',
  );
});
