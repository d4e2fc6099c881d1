import { describe, expect, it } from 'vitest';
import type { LinxoError } from '../../src/index.ts';
import type { Fault } from '../../src/sandbox/index.ts';
import { fakeClock } from '../token/fake-clock.ts';
import { bareServer, CAMILLE, failureOf, limitFor, READING, sendJson, shown, withApi } from './with-api.ts';

const world = withApi();
const UNAVAILABLE = ['ERR_API_UNAVAILABLE', 503, true] as const;
const INVALID = ['ERR_INVALID_API_RESPONSE', 502, false] as const;
const refused = (status: number) => ['ERR_API_REQUEST_REFUSED', status, false] as const;
const status = (status: number): Fault => ({
  kind: 'status',
  status,
  body: JSON.stringify({ error: 'CODE', error_description: 'What went wrong.' }),
});

describe('an API that', () => {
  it.each<[string, Fault, readonly [code: string, status: number, retryable: boolean]]>([
    ['answers nothing', { kind: 'hang' }, UNAVAILABLE],
    ['resets the connection', { kind: 'reset' }, UNAVAILABLE],
    ['breaks off in the middle', { kind: 'truncate' }, UNAVAILABLE],
    ['answers 500', status(500), UNAVAILABLE],
    ['answers 502 with HTML', { kind: 'html' }, UNAVAILABLE],
    ['answers 503', status(503), UNAVAILABLE],
    ['answers 200 with HTML', { kind: 'html', status: 200 }, INVALID],
    ['answers 200 with nothing', { kind: 'empty' }, INVALID],
    ['answers with half a JSON', { kind: 'body', body: '[{"id":' }, INVALID],
    ['answers with null', { kind: 'body', body: 'null' }, INVALID],
    ['answers with something else', { kind: 'oversize' }, INVALID],
    ['redirects', { kind: 'redirect', location: 'http://127.0.0.1:1/' }, INVALID],
    ['answers 304', { kind: 'status', status: 304 }, INVALID],
    ['answers 401 again', status(401), ['ERR_TOKEN_REJECTED', 502, false]],
    ['answers 400', status(400), refused(400)],
    ['answers 403', status(403), refused(403)],
    ['answers 404', status(404), refused(404)],
    ['answers 409', status(409), refused(409)],
    ['answers 422', status(422), refused(422)],
    ['answers 402', status(402), refused(502)],
    ['answers 405', status(405), refused(502)],
    ['answers 418', status(418), refused(502)],
    ['answers 429', status(429), ['ERR_API_UNAVAILABLE', 503, true]],
  ])('%s is told as %j: %j', async (_, fault, expected) => {
    world.sandbox.faults.always('api', fault);
    const error = await failureOf(world.connect(limitFor(fault)).api(READING).get('/accounts'));
    expect([error.code, error.status, error.retryable]).toEqual(expected);
    expect(error.message).toContain('GET /accounts');
    const upstream = 'body' in fault && fault.kind === 'status' ? [fault.status, 'CODE', 'What went wrong.'] : [];
    expect(upstream).toEqual(
      upstream.length > 0 ? [error.upstream?.status, error.upstream?.error, error.upstream?.errorDescription] : [],
    );
  });

  it('does not know an endpoint, as one without the version in its base URL, is told with what to check', async () => {
    const { origin } = await bareServer((_, response) => sendJson(response, {}, 404));
    const environment = { ...world.sandbox.options.environment, api: origin };
    const api = world.connect({ environment }).api(READING);
    const error = await failureOf(api.get('/accounts'));
    expect(error.message).toMatch(/404\. .* environment\.api \(LINXO_API\), .* \/v2\.1\.$/);
    expect([error.code, error.status]).toEqual(['ERR_INVALID_API_RESPONSE', 502]);
    const missing = await failureOf(api.get('/accounts/{id}', { path: { id: '42' } }));
    expect(missing.message).toBe("Linxo's API refused GET /accounts/{id} with 404.");
  });

  it.each<[string, Fault, string | undefined]>([
    ['429 with seconds', { kind: 'retryAfter', after: 7 }, '7'],
    ['429 with a date', { kind: 'retryAfter', after: new Date('2026-11-02T09:00:29.200Z') }, '29'],
    ['429 with nonsense', { kind: 'retryAfter', after: '9'.repeat(400) }, '1'],
    ['429 with -5', { kind: 'retryAfter', after: -5 }, '1'],
    ['429', status(429), '1'],
    ['429 with a year', { kind: 'retryAfter', after: 31_536_000 }, '300'],
    ['503 with seconds', { kind: 'retryAfter', status: 503, after: 9 }, '9'],
    ['503 with a date long past', { kind: 'retryAfter', status: 503, after: new Date(0) }, '1'],
    ['503', status(503), '1'],
    ['nothing', { kind: 'hang' }, '1'],
  ])('answers %s has its callers told when to come back', async (_, fault, seconds) => {
    world.sandbox.faults.always('api', fault);
    const connect = world.connect({ ...limitFor(fault), clock: fakeClock() });
    const error = await failureOf(connect.api(READING).get('/accounts'));
    expect(error.headers['Retry-After']).toBe(seconds);
  });

  it('redirects is not followed, so no other server sees a request', async () => {
    const elsewhere = await bareServer((_, response) => void response.end('[]'));
    for (const code of [301, 302, 303, 307, 308]) {
      world.sandbox.faults.next('api', {
        kind: 'redirect',
        status: code,
        location: `${elsewhere.origin}/v2.1/accounts`,
      });
      const error = await failureOf(world.connect().api(READING).get('/accounts'));
      expect(error).toMatchObject({ code: 'ERR_INVALID_API_RESPONSE', upstream: { status: code } });
    }
    expect(elsewhere.seen).toEqual([]);
  });

  it('cannot be reached gives an error that shows nothing of the request', async () => {
    const environment = { ...world.sandbox.options.environment, api: 'http://127.0.0.1:9/v2.1' };
    const error = await failureOf(world.connect({ environment }).api(READING).get('/accounts'));
    expect(error.code).toBe('ERR_API_UNAVAILABLE');
    expect(error.cause).toMatchObject({ name: 'ForeignError' });
  });

  it('answers without end is cut off', async () => {
    const server = await bareServer((_, response) => {
      const chunk = Buffer.alloc(1024 * 1024, ' ');
      const more = () => void response.write(chunk, (error) => (error ? undefined : more()));
      more();
    });
    const environment = { ...world.sandbox.options.environment, api: server.origin };
    const error = await failureOf(world.connect({ environment }).api(READING).get('/accounts'));
    expect(error.code).toBe('ERR_INVALID_API_RESPONSE');
  });
});

describe('an error', () => {
  /** An API that repeats the request in every part of its refusal. */
  async function repeating(answerStatus: number) {
    const server = await bareServer(({ headers, body, url }, response) => {
      const echo = `You sent ${headers.authorization} ${encodeURIComponent(headers.authorization ?? '')} ${body} to ${url}\r\n`;
      response.setHeader('retry-after', '1');
      sendJson(response, { error: echo, error_description: echo, [echo]: echo, id: [echo] }, answerStatus);
    });
    return world.connect({ environment: { ...world.sandbox.options.environment, api: server.origin } });
  }

  it.each([200, 302, 400, 401, 403, 404, 422, 429, 500, 503])(
    'shows no token and no password when an API repeats them with %i',
    async (answerStatus) => {
      const connect = await repeating(answerStatus);
      const secrets: string[] = [CAMILLE.password, world.sandbox.options.clientSecret];
      const wanted = { ...READING, scopes: ['transactions_read', 'connections_manage'] } as const;
      const errors: LinxoError[] = [await failureOf(connect.api(wanted).get('/accounts'))];
      const credentials = [{ id: '300', value: 'bank-login' }, { id: '301', value: 'bank "pass"\\word' }]; // prettier-ignore
      errors.push(
        await failureOf(connect.api(wanted).put('/connections/{id}', { path: { id: '1' }, body: { credentials } })),
      );
      const client = { subject: 'client', scopes: ['users_create'] } as const;
      const body = { email: 'new@example.org', password: 'brand-new-password' };
      errors.push(await failureOf(connect.api(client).post('/users', { body })));
      secrets.push('bank-login', 'bank "pass"\\word', 'pass\\"\\\\word', 'brand-new-password');
      for (const one of [wanted, client]) secrets.push((await connect.tokens.getAccessToken(one)).value);
      for (const error of errors) for (const secret of secrets) expect(shown(error)).not.toContain(secret);
    },
  );

  it("has Linxo's error and error_description, each safe for one line of a log", async () => {
    const body = JSON.stringify({ error: 'BAD\u0000\r\nINJECTED line', error_description: 'x'.repeat(5000) });
    world.sandbox.faults.next('api', { kind: 'status', status: 400, body });
    const { upstream } = await failureOf(world.connect().api(READING).get('/accounts'));
    expect(upstream?.error).toBe('BAD INJECTED line');
    expect(upstream?.errorDescription?.length).toBeLessThan(400);
  });

  it.each(['[]', 'null', '"text"', '{"error":{"code":1}}', '{"error_description":7}', '<html>', ''])(
    'survives a refusal whose body is %j',
    async (body) => {
      world.sandbox.faults.next('api', { kind: 'status', status: 404, body });
      const error = await failureOf(world.connect().api(READING).get('/accounts'));
      expect([error.status, error.upstream]).toEqual([404, { status: 404 }]);
    },
  );
});
