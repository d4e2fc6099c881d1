import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/async/clock.ts';
import { isLinxoError, type LinxoError } from '../../src/errors/linxo-error.ts';
import { DEFAULT_CLIENT_AUTHENTICATION } from '../../src/oauth/client-authentication.ts';
import { clientCredentialsGrant, passwordGrant } from '../../src/oauth/grant.ts';
import {
  requestToken as sendRequest,
  type TokenEndpoint,
  type TokenRequestOptions,
} from '../../src/oauth/token-endpoint.ts';
import type { TokenResponse } from '../../src/oauth/token-response.ts';
import { type Fault, type Sandbox, SANDBOX_USERS, startSandbox } from '../../src/sandbox/index.ts';

const { camille, odette } = SANDBOX_USERS;
const NOW = Date.parse('Tue, 03 Nov 2026 10:00:00 GMT');
let sandbox: Sandbox;
let endpoint: TokenEndpoint;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

beforeEach(() => {
  sandbox.faults.clear();
  sandbox.log.clear();
  endpoint = {
    url: `${sandbox.authorizationServer}/token`,
    clientId: sandbox.options.clientId,
    clientAuthentication: DEFAULT_CLIENT_AUTHENTICATION,
    fetch: (url, init) => fetch(url, init),
    clock: systemClock,
    tokenResponseMaxBytes: 1_048_576,
    maxRetryAfterMs: 300_000,
  };
});

/** Answers with the token response, or throws the error. */
async function requestToken(to: TokenEndpoint, options: TokenRequestOptions): Promise<TokenResponse> {
  const outcome = await sendRequest(to, options);
  if (outcome.response) return outcome.response;
  throw outcome.error;
}

function clientRequest(more: Partial<TokenRequestOptions> = {}): TokenRequestOptions {
  const { clientSecret } = sandbox.options;
  return { grant: clientCredentialsGrant, scope: 'users_create', clientSecret, timeoutMs: 5_000, ...more };
}

function userRequest(
  user: { username: string; password: string },
  more: Partial<TokenRequestOptions> = {},
): TokenRequestOptions {
  const grant = passwordGrant(user.username, user.password, 'connect');
  return { ...clientRequest(), grant, scope: 'openid profile accounts_read', ...more };
}

async function failureOf(request: TokenRequestOptions): Promise<LinxoError> {
  const error = await requestToken(endpoint, request).then(
    () => expect.unreachable('the request was answered with a token'),
    (thrown: unknown) => thrown,
  );
  if (isLinxoError(error)) return error;
  throw error;
}

describe('a token request', () => {
  it('of the application is sent as Linxo documents it: Basic with the raw pair, form-encoded', async () => {
    await requestToken(endpoint, clientRequest());
    const [sent] = sandbox.log.tokenRequests;
    expect(sent?.method).toBe('POST');
    expect(sent?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const pair = Buffer.from(`${sandbox.options.clientId}:${sandbox.options.clientSecret}`).toString('base64');
    expect(sent?.headers['authorization']).toBe(`Basic ${pair}`);
    expect(sent?.form).toEqual({ grant_type: 'client_credentials', scope: 'users_create' });
  });

  it('of a user is sent as Linxo documents it: everything in the body, provider=connect, no Authorization header', async () => {
    await requestToken(endpoint, userRequest(camille));
    const [sent] = sandbox.log.tokenRequests;
    expect(sent?.headers).not.toHaveProperty('authorization');
    expect(sent?.form).toEqual({
      grant_type: 'password',
      username: camille.username,
      password: camille.password,
      provider: 'connect',
      client_id: sandbox.options.clientId,
      client_secret: sandbox.options.clientSecret,
      scope: 'openid profile accounts_read',
    });
  });

  it('brings usernames and passwords of any characters to the server unharmed', async () => {
    const response = await requestToken(endpoint, userRequest(odette));
    expect(response.granted.names).toEqual(['openid', 'profile', 'accounts_read']);
  });

  it.each(['client_secret_basic_raw', 'client_secret_basic', 'client_secret_post'] as const)(
    'brings secrets of any characters to the server unharmed by %s',
    async (method) => {
      endpoint = { ...endpoint, clientAuthentication: { client_credentials: method, password: method } };
      sandbox.wire.basicEncoding = method === 'client_secret_basic' ? 'form' : 'raw';
      try {
        await fc.assert(
          fc.asyncProperty(
            fc.string({ minLength: 1, unit: 'binary' }).map((text) => `é:+%&=/ ${text}`.toWellFormed()),
            async (clientSecret) => {
              sandbox.setClientSecret(clientSecret);
              const response = await requestToken(endpoint, clientRequest({ clientSecret }));
              expect(response.granted.names).toEqual(['users_create']);
            },
          ),
          { numRuns: 50 },
        );
      } finally {
        sandbox.setClientSecret('linxo-sandbox-secret');
        sandbox.wire.basicEncoding = 'raw';
      }
    },
  );

  it('suggests the other Basic encoding when the server refuses a secret that the two encode differently', async () => {
    const error = await failureOf(clientRequest({ clientSecret: 's3cret with+plus' }));
    expect(error.code).toBe('ERR_CLIENT_REJECTED');
    expect(error.message).toContain("clientAuthentication: 'client_secret_basic'");
    const plain = await failureOf(clientRequest({ clientSecret: 'plain' }));
    expect(plain.message).not.toContain('clientAuthentication');
    expect(sandbox.log.tokenRequests).toHaveLength(2);
  });
});

describe('a token response', () => {
  const answers = (body: unknown): Fault => ({ kind: 'body', body: JSON.stringify(body) });
  const RIGHT = { access_token: 'opaque', token_type: 'Bearer', expires_in: 3600 };

  it.each<[string, unknown, number | undefined]>([
    ['a number', 3600, 3_600_000],
    ["a string, as in Linxo's own example", '3600', 3_600_000],
    ['a string with spaces', ' 60 ', 60_000],
    ['a fraction', 1.5, 1_500],
    ['missing', undefined, undefined],
    ['null', null, undefined],
    ['zero', 0, undefined],
    ['negative', -1, undefined],
    ['a negative string', '-1', undefined],
    ['words', 'soon', undefined],
    ['with a unit', '3600s', undefined],
    ['empty', '', undefined],
    ['a list', [3600], undefined],
    ['true', true, undefined],
    ['a thousand years', 31_536_000_000, undefined],
    ['more digits than fit', '1e999', undefined],
    ['hexadecimal', '0x10', undefined],
  ])('whose expires_in is %s (%j) lives %s ms', async (_, expiresIn, lifetimeMs) => {
    sandbox.faults.next('token', answers({ ...RIGHT, expires_in: expiresIn }));
    expect((await requestToken(endpoint, clientRequest())).lifetimeMs).toBe(lifetimeMs);
  });

  it('without a valid expires_in has the lifetime of its JWT', async () => {
    sandbox.wire.expiresIn = { literal: 'soon' };
    sandbox.wire.lifetimeSeconds = 90;
    expect((await requestToken(endpoint, clientRequest())).lifetimeMs).toBe(90_000);
    sandbox.faults.next('token', { kind: 'dropClaims', claims: ['iat'] });
    expect((await requestToken(endpoint, clientRequest())).lifetimeMs).toBeUndefined();
    sandbox.wire.expiresIn = 'number';
    sandbox.wire.lifetimeSeconds = 3600;
  });

  it('is read although a byte order mark stands before it', async () => {
    sandbox.faults.next('token', { kind: 'body', body: `\uFEFF${JSON.stringify(RIGHT)}` });
    expect((await requestToken(endpoint, clientRequest())).accessToken).toBe('opaque');
  });

  it.each<[object, readonly string[]]>([
    [{ scope: ['openid', 'profile'] }, ['openid', 'profile']],
    [{ scope: [] }, []],
    [{ scope: '' }, []],
    [{ scp: 'openid' }, ['openid']],
    [{ scp: ['openid', 7] }, ['openid']],
    [{ scope: 'profile', scp: 'openid' }, ['profile']],
    [{ scope: { openid: true } }, []],
    [{ scope: null }, ['users_create']],
    [{}, ['users_create']],
  ])('whose body names no scopes has those of the claims %j: %j', async (claims, granted) => {
    sandbox.wire.scopeInBody = false;
    const { scope, ...others } = claims as { scope?: unknown };
    // The sandbox puts a claim of its own into each token: without one is said by null.
    sandbox.faults.next('token', { kind: 'setClaims', claims: { ...others, scope: scope ?? null } });
    expect((await requestToken(endpoint, clientRequest())).granted.names).toEqual(granted);
    sandbox.wire.scopeInBody = true;
  });

  it('has the scopes of the body, be they a text or a list', async () => {
    sandbox.faults.next('token', answers({ ...RIGHT, scope: ['profile', 'new_scope'] }));
    expect((await requestToken(endpoint, clientRequest())).granted.names).toEqual(['profile', 'new_scope']);
  });

  it('has the scopes of the body, else of the JWT, else of the request', async () => {
    const scopesWith = async (fault: Fault) => {
      sandbox.faults.next('token', fault);
      return (await requestToken(endpoint, clientRequest())).granted.names;
    };
    expect(await scopesWith(answers({ ...RIGHT, scope: 'profile new_scope' }))).toEqual(['profile', 'new_scope']);
    expect(await scopesWith(answers(RIGHT))).toEqual(['users_create']);
    expect(await scopesWith(answers({ ...RIGHT, scope: null }))).toEqual(['users_create']);
    expect(await scopesWith(answers({ ...RIGHT, scope: '' }))).toEqual([]);
    sandbox.wire.scopeInBody = false;
    expect(await scopesWith({ kind: 'setClaims', claims: { scope: 'openid' } })).toEqual(['openid']);
    sandbox.wire.scopeInBody = true;
  });

  it('with fewer scopes than requested is noticed', async () => {
    const wide = userRequest(SANDBOX_USERS.mehdi, { scope: 'accounts_read transactions_read' });
    expect((await requestToken(endpoint, wide)).granted.names).toEqual(['accounts_read']);
  });

  it.each(['bearer', 'BEARER', 'Bearer'])('is of type Bearer in any case: %s', async (tokenType) => {
    sandbox.faults.next('token', answers({ ...RIGHT, token_type: tokenType }));
    await expect(requestToken(endpoint, clientRequest())).resolves.toMatchObject({ accessToken: 'opaque' });
  });

  it('is read whatever its content type says', async () => {
    sandbox.faults.next('token', { kind: 'body', body: JSON.stringify(RIGHT), contentType: 'text/plain' });
    await expect(requestToken(endpoint, clientRequest())).resolves.toMatchObject({ accessToken: 'opaque' });
  });

  it.each<[string, Fault, RegExp]>([
    ['without a token', answers({ ...RIGHT, access_token: undefined }), /access_token is not a string/],
    ['with an empty token', answers({ ...RIGHT, access_token: '' }), /access_token is empty, or has characters/],
    [
      'with a token that would break the header',
      answers({ ...RIGHT, access_token: 'a\r\nx-evil: 1' }),
      /access_token is empty, or has/,
    ],
    ['with a token that is not ASCII', answers({ ...RIGHT, access_token: 'é' }), /access_token is empty, or has/],
    ['with a token with spaces', answers({ ...RIGHT, access_token: 'a b' }), /access_token is empty, or has/],
    ['of type MAC', answers({ ...RIGHT, token_type: 'MAC' }), /token_type is not Bearer/],
    ['without a type', answers({ ...RIGHT, token_type: undefined }), /token_type is not a string/],
    ['whose scope is a number', answers({ ...RIGHT, scope: 7 }), /scope is neither a string nor a list of strings/],
    ['whose error is no text', answers({ ...RIGHT, error: { code: 1 } }), /error stands beside the token/],
    ['that is a list', answers([RIGHT]), /not a token response/],
    ['that is null', answers(null), /not a token response/],
    ['that is HTML', { kind: 'html', status: 200 }, /the body is not JSON/],
    ['that is empty', { kind: 'empty' }, /the body is empty/],
    ['of 2 MiB', { kind: 'oversize' }, /longer than 1048576 bytes/],
    [
      'that redirects',
      { kind: 'redirect', location: 'http://127.0.0.1:9/token' },
      /neither a token response nor an error response of OAuth: .*\/token answered 302/,
    ],
    ['that is an HTML 404', { kind: 'html', status: 404 }, /neither a token response .* answered 404/],
    ['whose error is not well-formed', { kind: 'oauthError', error: 'computer\n"says"' }, /\/token answered 400/],
  ])('%s is refused, and the error says why', async (_, fault, message) => {
    sandbox.faults.next('token', fault);
    const error = await failureOf(clientRequest());
    expect(error.code).toBe('ERR_INVALID_TOKEN_RESPONSE');
    expect(error.message).toMatch(message);
    expect(sandbox.log.tokenRequests).toHaveLength(1);
  });

  it('with an error beside the token is an error response, whatever its status', async () => {
    sandbox.faults.next('token', answers({ ...RIGHT, error: 'invalid_scope' }));
    expect((await failureOf(clientRequest())).code).toBe('ERR_SCOPE_REJECTED');
  });

  it.each([null, '', false])('with an error beside the token that says nothing is a token: %j', async (error) => {
    sandbox.faults.next('token', answers({ ...RIGHT, error }));
    await expect(requestToken(endpoint, clientRequest())).resolves.toMatchObject({ accessToken: 'opaque' });
  });
});

describe("another service's refusal", () => {
  const refusalOf = async (error: string, status: number) => {
    sandbox.faults.next('token', { kind: 'oauthError', error, status });
    return (await failureOf(clientRequest())).message;
  };

  it('names the option for the URL when its status is none of the token endpoint', async () => {
    const check = 'Check the URL: environment.authorizationServer (LINXO_AUTHORIZATION_SERVER).';
    expect(await refusalOf('NOT_FOUND', 404)).toContain(check);
    expect(await refusalOf('UNAUTHORIZED', 401)).toContain(check);
    expect(await refusalOf('invalid_request', 400)).not.toContain('Check the URL');
  });
});

describe('a refused token request', () => {
  const CLIENT = 'ERR_CLIENT_REJECTED';
  const CREDENTIALS = 'ERR_CREDENTIALS_REJECTED';
  const UNAVAILABLE = 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE';
  const REFUSED = 'ERR_TOKEN_REQUEST_REFUSED';
  const INVALID = 'ERR_INVALID_TOKEN_RESPONSE';
  const said = (error: string, status = 400): Fault => ({ kind: 'oauthError', error, status });

  it.each<[string, Fault, string, string]>([
    ['invalid_client', said('invalid_client', 401), CLIENT, CLIENT],
    ['invalid_client with 400', said('invalid_client'), CLIENT, CLIENT],
    ['unauthorized_client', said('unauthorized_client'), CLIENT, CLIENT],
    ['unsupported_grant_type', said('unsupported_grant_type'), CLIENT, CLIENT],
    ['invalid_request', said('invalid_request'), REFUSED, REFUSED],
    ['an error nobody knows', said('computer_says_no'), REFUSED, REFUSED],
    ['BAD_PARAMETER', said('BAD_PARAMETER'), REFUSED, REFUSED],
    ['access_denied', said('access_denied'), REFUSED, CREDENTIALS],
    ['interaction_required', said('interaction_required'), REFUSED, CREDENTIALS],
    ['login_required', said('login_required'), REFUSED, CREDENTIALS],
    ['consent_required', said('consent_required'), REFUSED, CREDENTIALS],
    ['mfa_required with 403', said('mfa_required', 403), REFUSED, CREDENTIALS],
    ['invalid_target', said('invalid_target'), REFUSED, REFUSED],
    ['a code of every object', said('constructor'), REFUSED, REFUSED],
    ['invalid_grant', said('invalid_grant'), CLIENT, CREDENTIALS],
    ['invalid_grant with 401', said('invalid_grant', 401), CLIENT, CREDENTIALS],
    ['invalid_scope', said('invalid_scope'), 'ERR_SCOPE_REJECTED', 'ERR_SCOPE_REJECTED'],
    ['an empty 403', { kind: 'empty403' }, CLIENT, CREDENTIALS],
    ['an empty 401', { kind: 'status', status: 401 }, CLIENT, CREDENTIALS],
    ['an HTML 401', { kind: 'html', status: 401 }, INVALID, INVALID],
    ['an HTML 403', { kind: 'html', status: 403 }, INVALID, INVALID],
    ['a 401 with an error nobody knows', said('nope', 401), REFUSED, REFUSED],
    ["another service's 401", { kind: 'body', status: 401, body: '{"code":"UNAUTHORIZED"}' }, INVALID, INVALID],
    ['a 401 whose error is an object', { kind: 'body', status: 401, body: '{"error":{"code":1}}' }, INVALID, INVALID],
    ['a 500', { kind: 'status', status: 500 }, UNAVAILABLE, UNAVAILABLE],
    ['a 502 with a page', { kind: 'html', status: 502 }, UNAVAILABLE, UNAVAILABLE],
    ['a 429', { kind: 'status', status: 429 }, UNAVAILABLE, UNAVAILABLE],
    ['server_error with 400', said('server_error'), UNAVAILABLE, UNAVAILABLE],
    ['temporarily_unavailable', said('temporarily_unavailable', 503), UNAVAILABLE, UNAVAILABLE],
    ['server_error with 403', said('server_error', 403), UNAVAILABLE, UNAVAILABLE],
    ['slow_down', said('slow_down'), UNAVAILABLE, UNAVAILABLE],
    ['a 500 that says invalid_grant', said('invalid_grant', 500), UNAVAILABLE, UNAVAILABLE],
    ['a reset', { kind: 'reset' }, UNAVAILABLE, UNAVAILABLE],
    ['a body that breaks off', { kind: 'truncate' }, UNAVAILABLE, UNAVAILABLE],
    ['a silence', { kind: 'hang' }, UNAVAILABLE, UNAVAILABLE],
  ])('by %s is the fault of who is at fault', async (_, fault, ofTheClient, ofTheUser) => {
    sandbox.faults.always('token', fault);
    expect((await failureOf(clientRequest({ timeoutMs: 200 }))).code).toBe(ofTheClient);
    expect((await failureOf(userRequest(camille, { timeoutMs: 200 }))).code).toBe(ofTheUser);
  });

  it.each([
    [7, 7_000],
    [new Date(NOW + 60_000), 60_000],
    [new Date(NOW + 3_600_000), 300_000],
    [999_999_999, 300_000],
  ])('keeps the Retry-After that the server gave, up to five minutes: %s', async (after, retryAfterMs) => {
    endpoint = { ...endpoint, clock: { ...systemClock, now: () => NOW } };
    sandbox.faults.next('token', { kind: 'retryAfter', status: 503, after });
    const error = await failureOf(clientRequest());
    expect(error).toMatchObject({
      retryAfterMs,
      isPaced: true,
      headers: { 'Retry-After': String(retryAfterMs / 1000) },
    });
  });

  it('shows no secret, even if the server repeats it', async () => {
    const { clientSecret } = sandbox.options;
    const words = `no user ${odette.username} with ${odette.password} and ${clientSecret}`;
    sandbox.faults.next('token', {
      kind: 'oauthError',
      error: `invalid_grant ${clientSecret}`,
      description: words,
      status: 401,
    });
    const error = await failureOf(userRequest(odette));
    const shown = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + String(error.stack);
    expect(shown).toContain('[redacted]');
    for (const secret of [odette.password, odette.username, clientSecret]) expect(shown).not.toContain(secret);
  });

  it('shows no secret if an injected fetch puts the whole request into its error', async () => {
    endpoint = {
      ...endpoint,
      fetch: (url, init) =>
        Promise.reject(Object.assign(new Error(`failed: ${url} ${JSON.stringify(init)}`), { init })),
    };
    const error = await failureOf(userRequest(odette));
    const shown = inspect(error, { depth: 9, showHidden: true });
    expect(error.code).toBe('ERR_AUTHORIZATION_SERVER_UNAVAILABLE');
    expect(shown).not.toContain(sandbox.options.clientSecret);
    expect(shown).not.toContain(new URLSearchParams({ '': odette.password }).toString().slice(1));
  });

  it('ends in time although an injected fetch ignores its signal', async () => {
    endpoint = { ...endpoint, fetch: () => new Promise(() => {}) };
    const error = await failureOf(clientRequest({ timeoutMs: 30 }));
    expect(error.message).toMatch(/ is unavailable: http\S+\/token did not answer within 30 ms\.$/);
  });
});
