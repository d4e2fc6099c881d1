/** The contract of an adapter: what the developer of an application sees of its failures, whatever the framework. */
import { format } from 'node:util';
import { createLinxo, type Linxo, type LinxoError, type LinxoOptions } from '@linxo-guard/core';
import { type Fault, type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Adapter, ContractApp, ContractRoute, Guarding, Served } from './adapter.ts';

const { camille } = SANDBOX_USERS;
const READING: Guarding = { kind: 'scope', args: ['accounts_read'] };
const ROUTES: readonly ContractRoute[] = [
  { path: '/accounts', guarding: READING, handle: (linxo) => linxo?.api.get('/accounts') },
  {
    path: '/no-such-account',
    guarding: READING,
    handle: (linxo) => linxo?.api.get('/accounts/{id}', { path: { id: 'none' } }),
  },
  {
    path: '/reaches-too-far',
    guarding: READING,
    handle: async function reachTooFar(linxo) {
      return (linxo as unknown as { api: { get(path: string): unknown } }).api.get('/transactions');
    },
  },
  { path: '/throws', guarding: READING, handle: () => Promise.reject(new Error('of the handler')) },
];

/** Runs the contract for an adapter. */
export function reportContract(adapter: Adapter): void {
  describe(`what a developer sees of failures on ${adapter.name}`, () => {
    let sandbox: Sandbox;
    const open: (Served | Linxo)[] = [];
    const printed: string[] = [];
    beforeAll(async () => {
      sandbox = await startSandbox();
    });
    beforeEach(() => {
      vi.spyOn(console, 'error').mockImplementation((...values: unknown[]) => void printed.push(format(...values)));
    });
    afterEach(async () => {
      await Promise.all(open.splice(0).map((one) => one.close()));
      vi.restoreAllMocks();
      printed.length = 0;
      sandbox.faults.clear();
    });
    afterAll(() => sandbox.close());

    async function serve(app: Partial<ContractApp> = {}, options: Partial<LinxoOptions> = {}) {
      const connect = createLinxo({ ...sandbox.options, policy: { retries: 0 }, ...options });
      const served = await adapter.serve({ connect, routes: ROUTES, user: () => camille, prints: true, ...app });
      open.push(served, connect);
      return async (path: string) => {
        const response = await fetch(served.url + path);
        return { status: response.status, text: await response.text() };
      };
    }

    /** The lines that were printed, without the margin that Koa gives them. */
    const linesOf = (text = '') => text.split('\n').flatMap((line) => line.trim() || []);

    it('has the reason of a bare 500: the code, what Linxo answered, and no secret', async () => {
      const get = await serve({}, { clientSecret: 'not-the-secret' });
      expect((await get('/accounts')).status).toBe(500);
      expect(printed).toHaveLength(1);
      const [message, ...rest] = linesOf(printed[0]);
      expect(message).toMatch(/^ClientRejected \[ERR_CLIENT_REJECTED\]: .*\/token answered 400 invalid_client/);
      expect(rest).toContain('answered: 500');
      expect(rest).toContainEqual(expect.stringMatching(/^upstream: 400 invalid_client/));
      expect(printed[0]).not.toContain('not-the-secret');
      expect(printed[0]).not.toContain(camille.password);
    });

    it('has the cause where Linxo cannot be reached, although the caller is told that it is for the moment', async () => {
      const gone = await startSandbox();
      await gone.close();
      const get = await serve({}, { environment: gone.options.environment });
      const { status, text } = await get('/accounts');
      expect([status, JSON.parse(text)]).toMatchObject([503, { code: 'ERR_AUTHORIZATION_SERVER_UNAVAILABLE' }]);
      expect(printed).toHaveLength(1);
      const lines = linesOf(printed[0]);
      expect(lines[0]).toMatch(/^AuthorizationServerUnavailable \[ERR_AUTHORIZATION_SERVER_UNAVAILABLE\]: /);
      expect(lines).toContainEqual(expect.stringMatching(/^cause: .*ECONNREFUSED/));
      expect(text).not.toContain('ECONNREFUSED');
    });

    it.each<[string, Fault, RegExp, RegExp]>([
      ['fails', { kind: 'status', status: 500 }, /^ApiUnavailable \[ERR_API_UNAVAILABLE\]: /, /^upstream: 500/],
      ['breaks off', { kind: 'reset' }, /^ApiUnavailable \[ERR_API_UNAVAILABLE\]: /, /^$/],
      [
        'answers nonsense',
        { kind: 'html', status: 200 },
        /^InvalidApiResponse \[ERR_INVALID_API_RESPONSE\]: /,
        /^upstream: 200/,
      ],
      [
        'refuses each token',
        { kind: 'status', status: 401 },
        /^TokenRejected \[ERR_TOKEN_REJECTED\]: /,
        /^upstream: 401/,
      ],
      [
        'refuses in its own way',
        { kind: 'status', status: 418 },
        /^ApiRequestRefused \[ERR_API_REQUEST_REFUSED\]: /,
        /^upstream: 418/,
      ],
    ])('is told once where the API %s', async (_, fault, message, upstream) => {
      const get = await serve();
      sandbox.faults.always('api', fault);
      expect((await get('/accounts')).status).toBeGreaterThanOrEqual(502);
      expect(printed).toHaveLength(1);
      const lines = linesOf(printed[0]);
      expect(lines[0]).toMatch(message);
      expect(lines.filter((line) => line.startsWith('upstream: ')).join()).toMatch(upstream);
    });

    it('names the line of the application that called what its scopes do not open', async () => {
      const get = await serve();
      expect((await get('/reaches-too-far')).status).toBe(500);
      expect(printed).toHaveLength(1);
      const lines = linesOf(printed[0]);
      expect(lines[0]).toBe(
        'EndpointNotPermitted [ERR_ENDPOINT_NOT_PERMITTED]: GET /transactions needs transactions_read; declared: accounts_read.',
      );
      expect(lines).toContainEqual(expect.stringMatching(/^at .*reachTooFar .*report-contract\.ts/));
      expect(lines.length).toBeLessThan(7);
      expect(printed[0]).not.toMatch(/node_modules|node:/);
    });

    it('is one report for each request that fails', async () => {
      const get = await serve({}, { clientSecret: 'not-the-secret' });
      await Promise.all([get('/accounts'), get('/accounts'), get('/accounts')]);
      expect(printed).toHaveLength(3);
    });

    it('is nothing where the caller is refused, and where the framework is told to print nothing', async () => {
      const get = await serve({ user: () => null });
      expect((await get('/accounts')).status).toBe(401);
      const wrong = await serve({ user: () => ({ ...camille, password: 'wrong' }) });
      expect((await wrong('/accounts')).status).toBe(403);
      const signedIn = await serve();
      expect((await signedIn('/no-such-account')).status).toBe(404);
      const silent = await serve({ prints: false }, { clientSecret: 'not-the-secret' });
      expect((await silent('/accounts')).status).toBe(500);
      expect(printed).toEqual([]);
    });

    it('goes to onError in place of the console, with the error itself and the request', async () => {
      const seen: (readonly [string, number | undefined, unknown])[] = [];
      const onProblem = (error: LinxoError, header: (name: string) => string | undefined) =>
        void seen.push([error.code, error.upstream?.status, header('host')?.split(':')[0]]);
      const get = await serve({ onProblem }, { clientSecret: 'not-the-secret' });
      expect((await get('/accounts')).status).toBe(500);
      expect(seen).toEqual([['ERR_CLIENT_REJECTED', 400, '127.0.0.1']]);
      const refused = await serve({ onProblem, user: () => null });
      expect((await refused('/accounts')).status).toBe(401);
      expect(seen).toHaveLength(1);
      expect(printed).toEqual([]);
    });

    it.each<[string, () => unknown, string]>([
      [
        'throws',
        () => {
          throw new TypeError('no log');
        },
        'TypeError: no log',
      ],
      ['is async and fails', () => Promise.reject(new TypeError('no log')), 'TypeError: no log'],
      [
        'throws what is no error',
        () => {
          throw null;
        },
        'it threw a value of type object',
      ],
    ])('is printed, and the answer is what it would be, where onError %s', async (_, onProblem, failure) => {
      const get = await serve({ onProblem }, { clientSecret: 'not-the-secret' });
      expect(await get('/accounts')).toMatchObject({ status: 500, text: expect.stringContaining('"about:blank"') });
      expect(printed).toHaveLength(1);
      const lines = linesOf(printed[0]);
      expect(lines[0]).toContain('ERR_CLIENT_REJECTED');
      expect(lines).toContain(`onError failed: ${failure}`);
    });

    it("leaves errors of the application's own to the framework, and does not give them to onError", async () => {
      const seen: unknown[] = [];
      const get = await serve({ onProblem: (error) => void seen.push(error) });
      expect((await get('/throws')).status).toBe(500);
      // Express prints a moment after it has answered.
      await expect.poll(() => printed).toEqual([expect.stringContaining('Error: of the handler')]);
      expect(seen).toEqual([]);
    });
  });
}
