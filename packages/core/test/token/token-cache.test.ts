import { describe, expect, it } from 'vitest';
import { Timeline } from '../../src/async/timeline.ts';
import { DEFAULT_POLICY } from '../../src/options/token-policy.ts';
import { maskOf, parseScopes } from '../../src/scope/scope-set.ts';
import { CLIENT_OWNER, TokenOwner } from '../../src/subject/token-owner.ts';
import { ManagedToken } from '../../src/token/access-token.ts';
import { TokenCache } from '../../src/token/token-cache.ts';
import { fakeClock } from './fake-clock.ts';

const clock = fakeClock();
const lifetime = { timeline: new Timeline(clock), policy: DEFAULT_POLICY };
const PROFILE = maskOf(['profile']);
const OPENID = maskOf(['openid']);
const camille = new TokenOwner('camille', () => 'password');
const odette = new TokenOwner('odette', () => 'password');

function token(
  owner: TokenOwner,
  value: string,
  { requested = PROFILE, granted = 'profile', lifetimeMs = 60_000 } = {},
) {
  return new ManagedToken({ owner, value, requested, granted: parseScopes(granted), lifetimeMs }, lifetime);
}

const valueIn = (cache: TokenCache, owner: TokenOwner, required = PROFILE) => cache.servable(owner, required)?.value;

describe('the cache', () => {
  it('finds the token of its owner only', () => {
    const cache = new TokenCache(100);
    cache.set(token(camille, 'one'));
    expect(cache.fresh(camille, PROFILE)?.value).toBe('one');
    expect(cache.fresh(odette, PROFILE)).toBeUndefined();
    expect(cache.fresh(CLIENT_OWNER, PROFILE)).toBeUndefined();
  });

  it('keeps one token for each set of scopes that was asked for, the last one', () => {
    const cache = new TokenCache(100);
    cache.set(token(camille, 'one'));
    cache.set(token(camille, 'two', { requested: OPENID, granted: 'openid' }));
    cache.set(token(camille, 'three'));
    expect([valueIn(cache, camille), valueIn(cache, camille, OPENID)]).toEqual(['three', 'two']);
  });

  it('prefers a token that covers the scopes to one that was granted fewer', () => {
    const cache = new TokenCache(100);
    cache.set(token(camille, 'wide', { requested: PROFILE | OPENID, granted: 'openid profile' }));
    cache.set(token(camille, 'narrow', { requested: PROFILE, granted: 'openid' }));
    expect(valueIn(cache, camille)).toBe('wide');
    cache.delete(token(camille, 'wide'));
    expect(valueIn(cache, camille)).toBe('narrow');
  });

  it('drops one token, and never another that came after it', () => {
    const cache = new TokenCache(100);
    const first = token(camille, 'one');
    cache.set(first);
    cache.set(token(camille, 'other', { requested: OPENID, granted: 'openid' }));
    cache.set(token(camille, 'successor'));
    cache.delete(first);
    expect([valueIn(cache, camille), valueIn(cache, camille, OPENID)]).toEqual(['successor', 'other']);
  });

  it('drops all tokens of an owner, and of nobody else', () => {
    const cache = new TokenCache(100);
    for (const requested of [PROFILE, OPENID]) cache.set(token(camille, String(requested), { requested }));
    cache.set(token(odette, 'hers'));
    cache.clear(camille);
    expect(valueIn(cache, camille)).toBeUndefined();
    expect(valueIn(cache, odette)).toBe('hers');
    expect(cache.size).toBe(1);
  });

  it('serves no token after its end', () => {
    const cache = new TokenCache(100);
    cache.set(token(camille, 'short', { lifetimeMs: 30 }));
    clock.pass(30);
    expect(valueIn(cache, camille)).toBeUndefined();
  });

  it('keeps no more users than it may; the least recently used goes first', () => {
    const cache = new TokenCache(2);
    const users = ['first', 'second', 'third'].map((name) => new TokenOwner(name, () => ''));
    const [first, second, third] = users as [TokenOwner, TokenOwner, TokenOwner];
    cache.set(token(first, '1'));
    cache.set(token(second, '2'));
    cache.fresh(first, PROFILE);
    cache.set(token(third, '3'));
    expect(cache.size).toBe(2);
    expect(users.map((user) => valueIn(cache, user))).toEqual(['1', undefined, '3']);
  });

  it("never drops the application's own tokens for those of users", () => {
    const cache = new TokenCache(2);
    cache.set(token(CLIENT_OWNER, 'own'));
    for (const name of ['first', 'second', 'third']) cache.set(token(new TokenOwner(name, () => ''), name));
    expect(valueIn(cache, CLIENT_OWNER)).toBe('own');
    expect(cache.size).toBe(3);
    cache.clear(CLIENT_OWNER);
    expect(valueIn(cache, CLIENT_OWNER)).toBeUndefined();
    expect(cache.size).toBe(2);
  });

  it('keeps the tokens that a password text earned apart from those of a password function', () => {
    const cache = new TokenCache(2);
    const withText = new TokenOwner('camille', 'hunter2');
    cache.set(token(camille, 'trusted'));
    cache.set(token(withText, 'given'));
    expect(cache.size).toBe(1);
    expect([valueIn(cache, camille), valueIn(cache, withText)]).toEqual(['trusted', 'given']);
    cache.clear(withText);
    expect([valueIn(cache, camille), valueIn(cache, withText)]).toEqual(['trusted', undefined]);
  });

  it('keeps what each password earned, and of one user no more than the newest 64', () => {
    const cache = new TokenCache(2);
    const owners = Array.from({ length: 100 }, (_, index) => new TokenOwner('camille', `password ${index}`));
    for (const [index, owner] of owners.entries()) cache.set(token(owner, `token ${index}`));
    expect(cache.size).toBe(1);
    expect(owners.map((owner) => valueIn(cache, owner))).toEqual(
      owners.map((_, index) => (index < 36 ? undefined : `token ${index}`)),
    );
  });
});
