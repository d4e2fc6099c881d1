// The JSON routes under /api, with HTTP Basic as `curl -u` sends it.
import { SANDBOX_USERS } from '@linxo-guard/core/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitingTime } from '../src/pages/formats.ts';
import { type RunningApp, startApp } from './support/running-app.ts';

const { camille, mehdi } = SANDBOX_USERS;
const CALLERS: Readonly<Record<string, { username: string; password: string }>> = {
  Camille: camille,
  Mehdi: mehdi,
  'a wrong password': { ...camille, password: 'not-her-password' },
};

describe('the JSON routes', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp({ API_BASIC: 'true' });
  });
  afterAll(() => app[Symbol.asyncDispose]());

  async function send(method: string, path: string, user?: { username: string; password: string }, body?: unknown) {
    const response = await fetch(`${app.url}/api${path}`, {
      method,
      headers: {
        ...(user
          ? { authorization: `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}` }
          : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Record<string, unknown> & unknown[],
    };
  }

  it.each([
    ['GET', '/profile', 'Camille', 200],
    ['GET', '/connections', 'Camille', 200],
    ['GET', '/accounts', 'Camille', 200],
    ['GET', '/accounts', 'Mehdi', 200],
    ['GET', '/transactions?limit=10&page=3', 'Camille', 200],
    ['GET', '/accounts', 'nobody', 401],
    ['GET', '/transactions', 'Mehdi', 403],
    ['GET', '/accounts', 'a wrong password', 403],
    ['GET', '/accounts/none', 'Camille', 404],
    ['GET', '/transactions?limit=501', 'Camille', 400],
    ['GET', '/transactions?page=zero', 'Camille', 400],
  ])('%s %s by %s answers %i', async (method, path, who, status) => {
    expect((await send(method, path, CALLERS[who])).status).toBe(status);
  });

  it('serves real data, one account by its id, and one page of transactions', async () => {
    const { body: accounts } = await send('GET', '/accounts', camille);
    expect(accounts).toHaveLength(7);
    const { id } = accounts[0] as { id: string };
    expect((await send('GET', `/accounts/${id}`, camille)).body).toMatchObject({ id });
    expect((await send('GET', `/transactions?limit=10&account_id=${id}`, camille)).body).toHaveLength(10);
  });

  it('creates a user for who is signed in, and the new user can sign in at once', async () => {
    const user = { email: 'new@example.org', password: 'a-long-new-password' };
    const created = await send('POST', '/users', camille, user);
    expect([created.status, created.headers.get('location')]).toEqual([
      201,
      `/api/users/${created.body['id'] as string}`,
    ]);
    expect((await send('GET', '/accounts', { username: user.email, password: user.password })).body).toEqual([]);
    expect((await send('POST', '/users', camille, user)).status).toBe(409);
    expect((await send('POST', '/users', camille, { email: 'new', password: 'short' })).status).toBe(400);
  });

  it('create at most twenty users an hour for one address', async () => {
    const create = (count: number) =>
      send('POST', '/users', camille, { email: `many-${count}@example.org`, password: 'a-long-new-password' });
    const answers = [];
    for (let count = 0; count < 25; count += 1) answers.push(await create(count));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 429]));
  });

  it('say how long to wait, in the header and in words', async () => {
    const user = { email: 'one-more@example.org', password: 'a-long-new-password' };
    const { status, headers, body } = await send('POST', '/users', camille, user);
    const wait = Number(headers.get('retry-after'));
    expect([status, wait > 0 && wait <= 3600]).toEqual([429, true]);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body['detail']).toBe(`There were too many requests. Try again ${waitingTime('en', wait)}.`);
  });

  it('take no Basic credentials unless API_BASIC is set', async () => {
    await using plain = await startApp();
    const authorization = `Basic ${Buffer.from(`${camille.username}:${camille.password}`).toString('base64')}`;
    expect((await fetch(`${plain.url}/api/accounts`, { headers: { authorization } })).status).toBe(401);
    expect(plain.sandbox.log.tokenRequests).toEqual([]);
  });

  it('sent one token request for each set of scopes of each user', () => {
    const asked = app.sandbox.log.tokenRequests.map(({ username, scopeAsked, status }) =>
      [username, scopeAsked, status].join(' '),
    );
    expect(new Set(asked).size).toBe(asked.length);
  });
});
