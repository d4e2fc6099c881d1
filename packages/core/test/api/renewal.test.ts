import { describe, expect, it } from 'vitest';
import { sendWithToken } from '../../src/api/send-with-token.ts';
import { CLIENT_OWNER } from '../../src/subject/token-owner.ts';
import type { TokenManager } from '../../src/token/token-manager.ts';
import type { Fault } from '../../src/sandbox/index.ts';
import { fakeClock } from '../token/fake-clock.ts';
import { bareServer, failureOf, limitFor, READING, withApi } from './with-api.ts';

const world = withApi();
const token = (value: unknown) => JSON.stringify({ access_token: value, token_type: 'Bearer', expires_in: 60 });

/** Returns an instance with a cached token, and the token. */
async function warm(options: Parameters<typeof world.connect>[0] = {}) {
  const connect = world.connect(options);
  const token = await connect.tokens.getAccessToken(READING);
  world.sandbox.log.clear();
  return { connect, token, api: connect.api(READING) };
}

describe('a token that the API refuses', () => {
  it('is replaced, and the call is repeated once with the same method, path, query and body', async () => {
    const connect = world.connect();
    const wanted = { ...READING, scopes: ['profile_edit'] } as const;
    const { value } = await connect.tokens.getAccessToken(wanted);
    world.sandbox.revoke(value);
    await connect.api(wanted).put('/users/{id}', { path: { id: 'me' }, body: { first_name: 'Camille' } });
    const [refused, repeated, ...more] = world.sandbox.log.apiCalls;
    expect([refused?.status, repeated?.status, more]).toEqual([401, 200, []]);
    expect(repeated?.body).toBe(refused?.body);
    expect(repeated?.path).toBe(refused?.path);
    expect(refused?.accessToken).toBe(value);
    expect(repeated?.accessToken).not.toBe(value);
    expect(world.sandbox.log.tokenRequests).toHaveLength(2);
  });

  it('costs one token request for fifty calls in flight, however late their refusals come', async () => {
    const { api, token } = await warm();
    const accounts = await api.get('/accounts');
    const ids = accounts.slice(0, 5).map(({ id }) => id);
    const holds = ids.map((id) => world.sandbox.hold(`GET /accounts/${id}`));
    world.sandbox.revoke(token.value);
    world.sandbox.log.clear();

    const groups = ids.map((id) => Array.from({ length: 10 }, () => api.get('/accounts/{id}', { path: { id } })));
    await Promise.all(holds.map((hold) => hold.reached(10)));
    const answered: { readonly id: string }[] = [];
    for (const [index, hold] of holds.entries()) {
      hold.release();
      answered.push(...(await Promise.all(groups[index]!)));
    }

    expect(answered.map(({ id }) => id)).toEqual(ids.flatMap((id) => Array<string>(10).fill(id)));
    expect(world.sandbox.log.tokenRequests).toHaveLength(1);
    expect(world.sandbox.log.apiCalls).toHaveLength(100);
    expect(world.sandbox.log.apiCalls.filter(({ status }) => status === 401)).toHaveLength(50);
  });

  it('is replaced by a new one, not by an older one that was revoked with it', async () => {
    const connect = world.connect();
    const narrow = { ...READING, scopes: ['transactions_read'] } as const;
    for (const wanted of [narrow, READING]) await connect.tokens.getAccessToken(wanted);
    world.sandbox.revoke('all');
    world.sandbox.log.clear();
    expect(await connect.api(narrow).get('/accounts')).not.toEqual([]);
    expect(world.sandbox.log.apiCalls.map(({ status }) => status)).toEqual([401, 200]);
    expect(world.sandbox.log.tokenRequests).toHaveLength(1);
  });

  it('does not invalidate its successor', async () => {
    const { connect, api, token } = await warm();
    using hold = world.sandbox.hold('GET /connections');
    world.sandbox.revoke(token.value);
    const late = api.get('/connections');
    await hold.reached(1);
    await api.get('/accounts');
    const successor = connect.tokens.peek(READING);
    hold.release();
    await late;
    expect(connect.tokens.peek(READING)?.value).toBe(successor?.value);
    expect(world.sandbox.log.tokenRequests).toHaveLength(1);
  });

  it('costs a few token requests, then none, if the server keeps giving the same one', async () => {
    const { api } = await warm({ clock: fakeClock() });
    world.sandbox.faults.always('token', { kind: 'sameToken' });
    world.sandbox.faults.always('api', { kind: 'status', status: 401, body: '{"error":"UNAUTHORIZED"}' });
    const codes = await Promise.all(Array.from({ length: 50 }, () => failureOf(api.get('/accounts'))));
    for (let count = 0; count < 50; count++) codes.push(await failureOf(api.get('/accounts')));
    expect(new Set(codes.map(({ code }) => code))).toEqual(new Set(['ERR_TOKEN_REJECTED']));
    expect(codes[0]).toMatchObject({ status: 502, upstream: { status: 401, error: 'UNAUTHORIZED' } });
    expect(world.sandbox.log.tokenRequests.length).toBeLessThanOrEqual(3);
    expect(world.sandbox.log.apiCalls).toHaveLength(100);
  });

  it('is not replaced forever if the API refuses every new one too', async () => {
    const clock = fakeClock();
    const { api } = await warm({ clock });
    world.sandbox.faults.always('api', { kind: 'status', status: 401 });
    for (let count = 0; count < 100; count++)
      expect((await failureOf(api.get('/accounts'))).code).toBe('ERR_TOKEN_REJECTED');
    expect(world.sandbox.log.tokenRequests.length).toBeLessThanOrEqual(3);
    expect(world.sandbox.log.apiCalls.length).toBeLessThanOrEqual(103);
    world.sandbox.faults.clear();
    expect(await api.get('/accounts')).toHaveLength(7);
  });

  it('is replaced when it expires in the middle of a list', async () => {
    const clock = fakeClock();
    const { connect, api, token } = await warm({ clock });
    const ids = new Set<string>();
    let renewed: string | undefined;
    for await (const { id } of api.paginate('/accounts', { query: { limit: 3 } })) {
      ids.add(id);
      if (ids.size === 2) clock.pass(3_600_000);
      if (ids.size === 4) renewed = connect.tokens.peek(READING)?.value;
    }
    expect(ids.size).toBe(7);
    expect(renewed).not.toBe(token.value);
    expect(world.sandbox.log.tokenRequests).toHaveLength(1);
  });

  it('is replaced when it is revoked in the middle of a list, without a lost or repeated page', async () => {
    const { api, token } = await warm();
    const ids: string[] = [];
    for await (const { id } of api.paginate('/accounts', { query: { limit: 3 } })) {
      ids.push(id);
      if (ids.length === 2) world.sandbox.revoke(token.value);
    }
    expect([ids.length, new Set(ids).size]).toEqual([7, 7]);
    expect(world.sandbox.log.tokenRequests).toHaveLength(1);
  });

  it('gives the caller the error of the authorization server if that issues no other', async () => {
    const { api, token } = await warm({ policy: { retries: 0 } });
    world.sandbox.revoke(token.value);
    world.sandbox.faults.always('token', { kind: 'status', status: 503 });
    expect((await failureOf(api.get('/accounts'))).code).toBe('ERR_AUTHORIZATION_SERVER_UNAVAILABLE');
    expect(world.sandbox.log.apiCalls).toHaveLength(1);
  });

  it('is recognized by 401 alone: a 403 fetches no token', async () => {
    const { connect, api, token } = await warm();
    world.sandbox.faults.always('api', { kind: 'empty403' });
    for (let count = 0; count < 3; count++)
      expect(await failureOf(api.get('/accounts'))).toMatchObject({ code: 'ERR_API_REQUEST_REFUSED', status: 403 });
    expect(world.sandbox.log.tokenRequests).toHaveLength(0);
    expect(world.sandbox.log.apiCalls).toHaveLength(3);
    expect(connect.tokens.peek(READING)?.value).toBe(token.value);
  });

  it('is not confused with a bank consent that has expired (TOKEN_EXPIRED)', async () => {
    const { api } = await warm();
    world.sandbox.faults.next('GET /connections', {
      kind: 'edit',
      edit: (body) =>
        (body as object[]).map((one) =>
          Object.assign(one, { status: 'FAILED', channels: [{ status: 'TOKEN_EXPIRED' }] }),
        ),
    });
    expect((await api.get('/connections'))[0]?.channels?.[0]?.status).toBe('TOKEN_EXPIRED');
    expect(world.sandbox.log.tokenRequests).toHaveLength(0);
  });
});

describe('a call without a token', () => {
  it.each<[string, Fault, string]>([
    ['empty', { kind: 'body', body: token('') }, 'ERR_INVALID_TOKEN_RESPONSE'],
    ['a line break', { kind: 'body', body: token('a\r\nx-evil: 1') }, 'ERR_INVALID_TOKEN_RESPONSE'],
    ['a number', { kind: 'body', body: token(7) }, 'ERR_INVALID_TOKEN_RESPONSE'],
    ['missing', { kind: 'body', body: token(undefined) }, 'ERR_INVALID_TOKEN_RESPONSE'],
    ['not answered', { kind: 'hang' }, 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE'],
  ])('is never sent: the token is, or holds, %s', async (_, fault, code) => {
    world.sandbox.faults.always('token', fault);
    const connect = world.connect({ ...limitFor(fault), policy: { retries: 0 } });
    expect((await failureOf(connect.api(READING).get('/accounts'))).code).toBe(code);
    expect(world.sandbox.log.apiCalls).toHaveLength(0);
  });

  it.each(['', ' ', 'a b', 'a\nb', 'é', '\0'])('is never sent if the token source gives %j', async (value) => {
    const sent: string[] = [];
    const bad = { value };
    const good = { value: 'good' };
    const send = (sentToken: string) => {
      sent.push(sentToken);
      return Promise.resolve({ kind: 'answer', status: 401, headers: new Headers(), body: '' } as const);
    };
    const declared = { owner: CLIENT_OWNER, scopes: 1 };
    const atOnce = {
      get: () => bad,
      renew: () => Promise.resolve(bad),
      displacedBy: () => undefined,
    } as unknown as TokenManager;
    const later = {
      get: () => good,
      renew: () => Promise.resolve(bad),
      displacedBy: () => undefined,
    } as unknown as TokenManager;
    for (const manager of [atOnce, later])
      expect((await failureOf(sendWithToken(manager, declared, {}, send))).code).toBe('ERR_TOKEN_REJECTED');
    expect(sent).toEqual(['good']);
  });

  it('is not sent to another origin either, when the API redirects what it refuses', async () => {
    const { connect, token } = await warm();
    const elsewhere = await bareServer((_, response) => void response.end('[]'));
    world.sandbox.revoke(token.value);
    world.sandbox.faults.next('api', { kind: 'redirect', status: 307, location: `${elsewhere.origin}/v2.1/accounts` });
    expect((await failureOf(connect.api(READING).get('/accounts'))).code).toBe('ERR_INVALID_API_RESPONSE');
    expect(elsewhere.seen).toEqual([]);
  });
});
