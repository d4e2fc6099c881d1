import { type Scope, SCOPES } from '@linxo-guard/core';
import { type RouteDescription, smallestScopes } from '@linxo-guard/core/routes';
import { expandScopes } from '../../src/scope/scope-set.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const routeOf = (requires: RouteDescription['requires']): RouteDescription => ({
  method: 'GET',
  path: '/',
  requires,
  uncertain: [],
  endpoints: [],
});

describe('the smallest scopes for all routes', () => {
  it('leave out scopes that another one includes', () => {
    const routes = [routeOf({ user: [['accounts_read']] }), routeOf({ user: [['transactions_read']] })];
    expect(smallestScopes(routes).user).toEqual(['transactions_read']);
  });

  it('are separate for the application and its users', () => {
    const routes = [routeOf({ client: [['users_create']] }), routeOf({ user: [['profile']], client: [['profile']] })];
    expect(smallestScopes(routes)).toEqual({ client: ['profile', 'users_create'], user: ['profile'] });
  });

  it('serve guards that are uncertain, because requests may pass them', () => {
    const uncertain = [{ scopes: { user: [['profile']] }, why: 'It is mounted at a regular expression.' }] as const;
    expect(smallestScopes([{ ...routeOf({}), uncertain }]).user).toEqual(['profile']);
  });

  it('choose the alternative that other routes need anyway', () => {
    const routes = [routeOf({ user: [['accounts_read'], ['profile']] }), routeOf({ user: [['profile']] })];
    expect(smallestScopes(routes).user).toEqual(['profile']);
  });

  it('are empty if there is no route or no guard, or if any token will do', () => {
    expect(smallestScopes([])).toEqual({ client: [], user: [] });
    expect(smallestScopes([routeOf({}), routeOf({ user: [[]] })])).toEqual({ client: [], user: [] });
  });

  it('serve every route, and no smaller set does', () => {
    const names = Object.keys(SCOPES) as Scope[];
    const set = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 });
    const routes = fc.array(
      fc.array(set, { minLength: 1, maxLength: 3 }).map((user) => routeOf({ user })),
      { maxLength: 5 },
    );
    const serves = (scopes: readonly Scope[], { requires }: RouteDescription) =>
      requires.user?.some((needed) => needed.every((scope) => expandScopes(scopes).includes(scope))) === true;
    fc.assert(
      fc.property(routes, fc.uniqueArray(fc.constantFrom(...names)), (all, other) => {
        const { user } = smallestScopes(all);
        expect(all.every((route) => serves(user, route))).toBe(true);
        expect(other.length < user.length && all.every((route) => serves(other, route))).toBe(false);
      }),
    );
  });
});
