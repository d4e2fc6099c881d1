/** Arguments that JavaScript lets a developer write in another way: each is refused, and the message says what to write. */
import { describe, expect, it } from 'vitest';
import { createGuard } from '../src/guard/guard.ts';
import { createMount } from '../src/guard/mount.ts';
import { createLinxo, endpointsFor, InvalidConfiguration, scopesFor } from '../src/index.ts';

const SENT: string[] = [];
const connect = createLinxo({
  environment: 'sandbox',
  clientId: 'client',
  clientSecret: 'secret',
  fetch: async (url) => {
    SENT.push(url);
    return Response.json({});
  },
});
const { tokens, widgets } = connect;
const SUBJECT = { username: 'camille', password: 'hunter2' };

/** Calls a function without the types that rule such arguments out. */
const call =
  (called: unknown, ...args: readonly unknown[]) =>
  () =>
    (called as (...all: readonly unknown[]) => unknown)(...args);
const on = (object: object, method: string, ...args: readonly unknown[]) =>
  call((object as Record<string, () => unknown>)[method]?.bind(object), ...args);
const guard =
  (kind: 'all' | 'any' | 'endpoints', ...args: unknown[]) =>
  () =>
    createGuard(kind, args);

describe('a developer is told what to write', () => {
  it.each<[string, () => unknown, string]>([
    [
      "requireScope(['accounts_read'])",
      guard('all', ['accounts_read']),
      "requireScope() takes scopes one by one, not in a list: write requireScope('accounts_read'), or requireScope(...list).",
    ],
    [
      "requireScope(['accounts_read', 'profile'], { as: 'client' })",
      guard('all', ['accounts_read', 'profile'], { as: 'client' }),
      "write requireScope('accounts_read', 'profile')",
    ],
    [
      "requireScope('profile', ['accounts_read'])",
      guard('all', 'profile', ['accounts_read']),
      "write requireScope('accounts_read')",
    ],
    ['requireScope([])', guard('all', []), "write requireScope('"],
    ["requireScope(['hunter2'])", guard('all', ['hunter2']), "write requireScope('"],
    ["requireAnyScope(new Set(['profile']))", guard('any', new Set(['profile'])), "write requireAnyScope('profile')"],
    [
      "requireScope('accounts_read profile')",
      guard('all', 'accounts_read profile'),
      "requireScope(): write each scope by itself: 'accounts_read', 'profile'.",
    ],
    [
      "requireScope('accounts_read,profile')",
      guard('all', 'accounts_read,profile'),
      "write each scope by itself: 'accounts_read', 'profile'.",
    ],
    [
      "requireEndpoint(['GET /accounts'])",
      guard('endpoints', ['GET /accounts']),
      "requireEndpoint() takes endpoints one by one, not in a list: write requireEndpoint('GET /accounts')",
    ],
    ["requireEndpoint('/accounts')", guard('endpoints', '/accounts'), "Write 'GET /accounts'."],
    ["requireEndpoint('get /accounts/:id')", guard('endpoints', 'get /accounts/:id'), "Write 'GET /accounts/{id}'."],
    ["requireEndpoint('GET /v2.1/accounts/')", guard('endpoints', 'GET /v2.1/accounts/'), "Write 'GET /accounts'."],
    ["requireEndpoint('GET /acounts')", guard('endpoints', 'GET /acounts'), 'is not in the endpoint catalogue'],
    [
      'getAccessToken()',
      on(tokens, 'getAccessToken'),
      'getAccessToken() takes an object: write getAccessToken({ subject: { username, password }, scopes: [',
    ],
    ['getAccessToken(null)', on(tokens, 'getAccessToken', null), 'getAccessToken() takes an object: write'],
    ["getAccessToken('client')", on(tokens, 'getAccessToken', 'client'), 'getAccessToken() takes an object: write'],
    [
      'getAccessToken({ subject })',
      on(tokens, 'getAccessToken', { subject: SUBJECT }),
      "scopes takes a list of scopes: write ['",
    ],
    [
      "getAccessToken({ scopes: 'accounts_read' })",
      on(tokens, 'getAccessToken', { subject: SUBJECT, scopes: 'accounts_read' }),
      "scopes takes a list of scopes: write ['accounts_read'].",
    ],
    [
      "getAccessToken({ scopes: 'accounts_read profile' })",
      on(tokens, 'getAccessToken', { subject: SUBJECT, scopes: 'accounts_read profile' }),
      "write ['accounts_read', 'profile'].",
    ],
    [
      "getAccessToken({ scopes: ['accounts_read profile'] })",
      on(tokens, 'getAccessToken', { subject: SUBJECT, scopes: ['accounts_read profile'] }),
      "scopes: write each scope by itself: 'accounts_read', 'profile'.",
    ],
    [
      "getAccessToken({ scopes: new Set(['profile']) })",
      on(tokens, 'getAccessToken', { subject: SUBJECT, scopes: new Set(['profile']) }),
      "write ['profile'].",
    ],
    [
      "getAccessToken({ scopes: 'hunter2' })",
      on(tokens, 'getAccessToken', { subject: SUBJECT, scopes: 'hunter2' }),
      "scopes takes a list of scopes: write ['",
    ],
    [
      "getAccessToken({ scopes: ['profile'] })",
      on(tokens, 'getAccessToken', { scopes: ['profile'] }),
      "subject must be 'client' or {",
    ],
    ['peek()', on(tokens, 'peek'), 'peek() takes an object: write peek({ subject'],
    ['api()', on(connect, 'api'), 'api() takes an object: write api({ subject'],
    ["api('client')", on(connect, 'api', 'client'), 'api() takes an object: write api({ subject'],
    [
      "api({ scopes: 'profile' })",
      on(connect, 'api', { subject: SUBJECT, scopes: 'profile' }),
      "api({ scopes }) takes a list of scopes: write ['profile'].",
    ],
    ['warm()', on(connect, 'warm'), 'warm() takes a list of tokens: write warm([{ subject, scopes }]).'],
    ['warm({ … })', on(connect, 'warm', { subject: SUBJECT, scopes: ['profile'] }), 'warm() takes a list of tokens'],
    [
      'createSession()',
      on(widgets, 'createSession'),
      "write createSession({ subject: { username, password }, action: 'add_connection' }).",
    ],
    ["scopesFor('GET /accounts')", call(scopesFor, 'GET /accounts'), "write scopesFor(['GET /accounts'])."],
    [
      "endpointsFor('profile')",
      call(endpointsFor, 'profile'),
      "endpointsFor() takes a list of scopes: write ['profile'].",
    ],
    ['linxo(connect, user)', call(createMount, connect, () => null), 'write linxo(connect, { user: … }).'],
    ['linxo(connect, null)', call(createMount, connect, null), 'write linxo(connect, { user: … }).'],
  ])('who writes %s', async (_, written, told) => {
    // What is thrown at once and what rejects is told alike.
    const failure = await (async () => written())().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(InvalidConfiguration);
    expect((failure as InvalidConfiguration).message).toContain(told);
    expect((failure as InvalidConfiguration).message).not.toContain('hunter2');
    expect(SENT).toEqual([]);
  });

  it.each([
    ['get', 'accounts', "Write 'GET /accounts'."],
    ['get', '/accounts/42', "Write 'GET /accounts/{id}'."],
    ['get', '/accounts?q=hunter2', "Write 'GET /accounts'."],
    ['get', undefined, 'is not in the endpoint catalogue'],
    ['request', '/transactions', "Write 'GET /transactions'."],
  ] as const)('who calls %s(%j) of an API client', async (method, path, told) => {
    const client = connect.api({ subject: SUBJECT, scopes: ['transactions_read'] });
    const failure: unknown = await client[method](path as never).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'ERR_ENDPOINT_NOT_PERMITTED', message: expect.stringContaining(told) });
    expect(String(failure)).not.toContain('hunter2');
    expect(SENT).toEqual([]);
  });
});
