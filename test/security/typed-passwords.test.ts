/** `fresh: true` checks what somebody typed: the server is asked by a request of its own, whatever is cached or under way. */
import { isLinxoError, sealedStore } from '@linxo-guard/core';
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../packages/core/test/store/memory-store.ts';
import { fakeLinxo, tokenOf } from './fake-linxo.ts';

const scopes = ['accounts_read'] as const;
const typed = (password: string) => ({ subject: { username: 'victim', password }, scopes, fresh: true });
const trusted = { subject: { username: 'victim', password: () => 'right' }, scopes };
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (isLinxoError(error) ? error.code : error),
  );

describe('a typed password', () => {
  it("is not accepted for the victim's warm token, whichever form earned it", async () => {
    const { connect, tokenRequests } = fakeLinxo();
    await connect.tokens.getAccessToken(trusted);
    await connect.tokens.getAccessToken({ ...typed('right'), fresh: false });
    expect(await codeOf(connect.tokens.getAccessToken(typed('wrong')))).toBe('ERR_CREDENTIALS_REJECTED');
    expect(await codeOf(connect.tokens.getAccessToken(typed('right')))).toBe('accepted');
    expect(tokenRequests.map(({ password }) => password)).toEqual(['right', 'right', 'wrong', 'right']);
  });

  it('given as a function is refused before anything is sent, with the reason', async () => {
    const { connect, tokenRequests } = fakeLinxo();
    await connect.tokens.getAccessToken(trusted);
    const asked = connect.tokens.getAccessToken({ ...trusted, fresh: true });
    await expect(asked).rejects.toThrow(/password must be text: a function says that the application is sure of it/);
    expect(await codeOf(connect.tokens.getAccessToken({ ...trusted, fresh: true }))).toBe('ERR_INVALID_CONFIGURATION');
    expect(tokenRequests).toHaveLength(1);
  });

  it('joins no call that is under way, and none joins it', async () => {
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    const { connect, tokenRequests } = fakeLinxo({}, () => held);
    const options = { subject: { username: 'victim', password: 'right' }, scopes };
    const calls = [
      connect.tokens.getAccessToken(options),
      connect.tokens.getAccessToken(typed('right')),
      connect.tokens.getAccessToken(typed('right')),
      connect.tokens.getAccessToken(options),
    ];
    await expect.poll(() => tokenRequests.length).toBe(3);
    answer();
    await Promise.all(calls);
    expect(tokenRequests).toHaveLength(3);
  });

  it('earns a token that is cached as usual, and forgotten as usual', async () => {
    const { connect, tokenRequests } = fakeLinxo();
    const token = await connect.tokens.getAccessToken(typed('right'));
    expect(token.value).toBe(tokenOf('victim'));
    expect(connect.tokens.peek({ subject: typed('right').subject, scopes })).toBe(token);
    expect(connect.tokens.peek(trusted)).toBeUndefined();
    await connect.tokens.forget(typed('right').subject);
    expect(connect.tokens.peek({ subject: typed('right').subject, scopes })).toBeUndefined();
    expect(tokenRequests).toHaveLength(1);
  });

  it('is sent although the shared store has a token for it', async () => {
    const store = sealedStore(new MemoryStore(), { secrets: ['x'.repeat(43)] });
    const one = fakeLinxo({ store });
    await one.connect.tokens.getAccessToken({ ...typed('right'), fresh: false });
    const other = fakeLinxo({ store });
    await other.connect.tokens.getAccessToken(typed('right'));
    expect(other.tokenRequests).toHaveLength(1);
    const third = fakeLinxo({ store });
    await third.connect.tokens.getAccessToken({ ...typed('right'), fresh: false });
    expect(third.tokenRequests).toHaveLength(0);
  });

  it('is not sent again while its refusal is remembered, and guessing is slowed down', async () => {
    const { connect, tokenRequests } = fakeLinxo({ policy: { maxGuesses: 2 } });
    const codes: unknown[] = [];
    for (const guess of ['wrong', 'wrong', 'wrong too', 'wrong again'])
      codes.push(await codeOf(connect.tokens.getAccessToken(typed(guess))));
    const refused = 'ERR_CREDENTIALS_REJECTED';
    expect(codes).toEqual([refused, refused, refused, 'ERR_TOO_MANY_ATTEMPTS']);
    expect(tokenRequests.map(({ password }) => password)).toEqual(['wrong', 'wrong too']);
  });

  it('is guessed at no more often because its username can be spelled in many ways', async () => {
    const { connect, tokenRequests } = fakeLinxo();
    const spellings = ['victim', 'Victim', 'vIctim', 'viCtim', 'VICTIM', ' victim', 'victim ', 'ｖictim'];
    const codes = new Map<string, unknown>();
    for (const [index, username] of spellings.entries()) {
      const subject = { username, password: `wrong ${index}` };
      codes.set(username, await codeOf(connect.tokens.getAccessToken({ subject, scopes, fresh: true })));
    }
    expect(tokenRequests).toHaveLength(5);
    expect([...codes.values()].slice(5)).toEqual(Array.from({ length: 3 }, () => 'ERR_TOO_MANY_ATTEMPTS'));
  });

  it('of the application itself asks anew, too', async () => {
    const { connect, tokenRequests } = fakeLinxo();
    const options = { subject: 'client', scopes: ['users_create'], fresh: true } as const;
    await connect.tokens.getAccessToken(options);
    await connect.tokens.getAccessToken(options);
    expect(tokenRequests).toHaveLength(2);
  });

  it('checks the granted scopes, and can be aborted', async () => {
    const { connect } = fakeLinxo({}, () => new Promise(() => {}));
    const reason = new Error('gone');
    const asked = connect.tokens.getAccessToken({ ...typed('right'), signal: AbortSignal.abort(reason) });
    await expect(asked).rejects.toBe(reason);
    await connect.close();
  });
});
