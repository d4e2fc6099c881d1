import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Scope, SCOPE_NAMES, SCOPES } from '../../src/catalog/scopes.ts';
import {
  covers,
  expandScopes,
  formatScopes,
  maskOf,
  missingScopes,
  parseScopes,
  scopesOf,
} from '../../src/scope/scope-set.ts';

const someScopes = fc.uniqueArray(fc.constantFrom(...SCOPE_NAMES));
const noScope = fc.string({ minLength: 1 }).filter((text) => !(text in SCOPES) && !text.includes(' '));

/** Inclusion as the documentation words it, implemented a second time with plain sets to check the bit masks against. */
function includedIn(scope: Scope): readonly string[] {
  return [scope, ...SCOPES[scope].includes.flatMap((included) => includedIn(included))];
}

describe('a set of scopes', () => {
  it('has the eight documented scopes, and openid', () => {
    expect(SCOPE_NAMES).toEqual([
      'accounts_read',
      'accounts_manage',
      'connections_manage',
      'connections_sync',
      'transactions_read',
      'profile',
      'profile_edit',
      'users_create',
      'openid',
    ]);
  });

  it.each<[Scope, Scope[]]>([
    ['accounts_manage', ['accounts_read', 'accounts_manage']],
    ['transactions_read', ['accounts_read', 'transactions_read']],
    ['profile_edit', ['profile', 'profile_edit']],
    ['connections_manage', ['connections_manage']],
  ])('%s includes %j', (scope, closure) => {
    expect(expandScopes([scope])).toEqual(closure);
  });

  it('expands to exactly what its scopes include, and expanding once is enough', () => {
    fc.assert(
      fc.property(someScopes, (scopes) => {
        const expanded = expandScopes(scopes);
        expect(new Set(expanded)).toEqual(new Set(scopes.flatMap(includedIn)));
        expect(expandScopes(expanded)).toEqual(expanded);
      }),
    );
  });

  it('is written with single spaces, and read back whatever the order, the spaces and the repetitions', () => {
    expect(formatScopes(maskOf(['openid', 'profile', 'accounts_read']))).toBe('accounts_read profile openid');
    expect(parseScopes('  profile   accounts_read profile ').names).toEqual(['profile', 'accounts_read']);
    fc.assert(
      fc.property(someScopes, (scopes) => {
        const read = parseScopes(formatScopes(maskOf(scopes)));
        expect(new Set(read.names)).toEqual(new Set(scopes));
        expect(scopesOf(read.expanded)).toEqual(expandScopes(scopes));
      }),
    );
  });

  it('keeps unknown names, which match nothing', () => {
    fc.assert(
      fc.property(noScope, someScopes, (unknown, required) => {
        const granted = parseScopes(unknown);
        expect(granted.names).toEqual([unknown]);
        expect(missingScopes(granted, maskOf(required))).toEqual(scopesOf(maskOf(required)));
      }),
    );
  });

  it.each([
    'Accounts_read',
    'ACCOUNTS_READ',
    'accounts_read,profile',
    'accounts_readx',
    'accounts_read\tprofile',
    '__proto__',
    'constructor',
  ])('does not take %j for accounts_read: scopes are case-sensitive and separated by spaces', (name) => {
    expect(covers(parseScopes(name), maskOf(['accounts_read']))).toBe(false);
  });

  it('covers what is required exactly when nothing is missing', () => {
    fc.assert(
      fc.property(someScopes, someScopes, (granted, required) => {
        const set = parseScopes(granted.join(' '));
        const missing = missingScopes(set, maskOf(required));
        expect(covers(set, maskOf(required))).toBe(missing.length === 0);
        expect(missing.every((scope) => !granted.flatMap(includedIn).includes(scope))).toBe(true);
      }),
    );
  });
});
