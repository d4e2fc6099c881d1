import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLIENT_OWNER, parseResourceOwner, parseSubject, TokenOwner } from '../../src/subject/token-owner.ts';

const FINGERPRINT = 'p'.repeat(32);
const passwords = fc.constantFrom<string | (() => string)>(() => '', 'one', 'another');
const usernames = fc.oneof(
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.constantFrom(
    'client',
    'x',
    'trusted x',
    `${FINGERPRINT}=x`,
    `given ${FINGERPRINT}=x`,
    '=x',
    '#x',
    '\ud800',
    '\udfff',
    '\ufffd',
  ),
  fc.constantFrom('a', 'b').map((end) => 'x'.repeat(100) + end),
);

describe('the key of an owner', () => {
  it('is that of no other one, whatever the usernames', () => {
    fc.assert(
      fc.property(usernames, passwords, usernames, passwords, (one, onePassword, other, otherPassword) => {
        const areSame = one === other && onePassword === otherPassword;
        expect(new TokenOwner(one, onePassword).key === new TokenOwner(other, otherPassword).key).toBe(areSame);
        expect(new TokenOwner(one, onePassword).key).not.toBe(CLIENT_OWNER.key);
      }),
    );
  });

  it('is short, however long the username that a caller sends', () => {
    expect(new TokenOwner('x'.repeat(1_000_000), 'password').key.length).toBeLessThan(150);
  });
});

describe('a subject that was read', () => {
  it('is complete for a handler, and shows no password however it is printed', () => {
    const { subject } = parseSubject({ username: 'camille', password: 'hunter2' }, 'subject');
    expect(subject).toMatchObject({ username: 'camille', password: 'hunter2' });
    const printed = [
      inspect(subject, { showHidden: true, getters: true, depth: 9 }),
      JSON.stringify(subject),
      Object.values(subject).join(),
    ];
    for (const text of printed) {
      expect(text).toContain('camille');
      expect(text).not.toContain('hunter2');
    }
  });

  it('can be given as a subject again, and has the same key', () => {
    const owner = parseSubject({ username: 'camille', password: 'hunter2' }, 'subject');
    expect(parseSubject(owner.subject, 'subject').key).toBe(owner.key);
  });

  it('has each property read once, whatever the object gives the next time', () => {
    let reads = 0;
    const subject = {
      get username() {
        reads++;
        return reads === 1 ? 'camille' : '';
      },
      get password() {
        return `password ${++reads}`;
      },
    };
    const owner = parseResourceOwner(subject, 'subject');
    expect([owner.username, owner.password, reads]).toEqual(['camille', 'password 2', 2]);
  });

  it('keeps the `this` of a password that is a method', async () => {
    class Vault {
      readonly username = 'camille';
      readonly #secret = 'hunter2';
      password(): string {
        return this.#secret;
      }
    }
    expect(await parseSubject(new Vault(), 'subject').revealPassword()).toBe('hunter2');
    const { subject } = parseSubject(new Vault(), 'subject');
    expect(await parseSubject(subject, 'subject').revealPassword()).toBe('hunter2');
  });

  it.each([
    undefined,
    null,
    7,
    'camille',
    [],
    {},
    { username: '' },
    { username: 'x', password: '' },
    { password: 'x' },
  ])('is refused when it is %j, without a value of it in the message', (value) => {
    expect(() => parseSubject(value, 'subject')).toThrow(/^linxo-guard is misconfigured: subject must be 'client' or /);
    expect(() => parseResourceOwner(value, 'user')).toThrow(/^linxo-guard is misconfigured: user must be \{/);
  });

  it('is never the application itself where a user is wanted', () => {
    expect(parseSubject('client', 'subject')).toBe(CLIENT_OWNER);
    expect(() => parseResourceOwner('client', 'user')).toThrow('user must be');
  });
});
