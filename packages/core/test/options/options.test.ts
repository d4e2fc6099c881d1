import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { InvalidConfiguration } from '../../src/errors/errors.ts';
import { type LinxoOptions, parseOptions } from '../../src/options/options.ts';
import { linxoOptionsFromEnv } from '../../src/options/from-env.ts';

const RIGHT: LinxoOptions = { environment: 'sandbox', clientId: 'client', clientSecret: 'secret' };

function problemsOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidConfiguration) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}

const problemsWith = (wrong: object) => problemsOf(() => parseOptions({ ...RIGHT, ...wrong }));

describe('options', () => {
  it('need only an environment, a client identifier and a secret', () => {
    expect(parseOptions(RIGHT)).toMatchObject({
      tokenEndpoint: 'https://sandbox-auth.oxlin.io/token',
      environment: { api: 'https://sandbox-api.oxlin.io/v2.1' },
      provider: 'connect',
      clientAuthentication: { client_credentials: 'client_secret_basic_raw', password: 'client_secret_post' },
      timeoutMs: 10_000,
      policy: { attemptTimeoutMs: 5_000, maxSubjects: 10_000 },
    });
  });

  it('take the base URLs of a dedicated environment, with or without a slash at the end', () => {
    const environment = { authorizationServer: 'https://auth.example.com/', api: 'https://api.example.com/v2.1//' };
    expect(parseOptions({ ...RIGHT, environment })).toMatchObject({
      tokenEndpoint: 'https://auth.example.com/token',
      environment: { api: 'https://api.example.com/v2.1' },
    });
  });

  it('take a token endpoint of its own', () => {
    const environment = {
      authorizationServer: 'https://auth.example.com',
      tokenEndpoint: 'https://auth.example.com/oauth2/v1/token',
      api: 'https://api.example.com',
    };
    expect(parseOptions({ ...RIGHT, environment }).tokenEndpoint).toBe('https://auth.example.com/oauth2/v1/token');
  });

  it.each(['http://localhost:4000', 'http://127.0.0.1', 'http://127.8.9.1:80', 'http://[::1]:9999'])(
    'allow plain http to this machine: %s',
    (url) => {
      expect(() => parseOptions({ ...RIGHT, environment: { authorizationServer: url, api: url } })).not.toThrow();
    },
  );

  it.each([
    ['http://auth.example.com', /must be https:/],
    ['http://localhost.example.com', /must be https:/],
    ['http://127.0.0.1.example.com', /must be https:/],
    ['http://[::2]', /must be https:/],
    ['ftp://localhost', /must be an https: URL/],
    ['auth.example.com', /must be an absolute URL/],
    ['https://user:hunter2@auth.example.com', /must not hold credentials/],
    ['https://auth.example.com/?a=b', /neither a query nor a fragment/],
    ['https://auth.example.com/#', /neither a query nor a fragment/],
  ])('refuse %s as a base URL', (url, problem) => {
    const problems = problemsWith({ environment: { authorizationServer: url, api: 'https://api.example.com' } });
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(problems[0]).toMatch(/^environment\.authorizationServer /);
    expect(problems[0]).not.toContain('hunter2');
  });

  it('name all problems at once', () => {
    expect(
      problemsOf(() =>
        parseOptions({
          environment: { authorizationServer: 'http://auth.example.com' },
          clientId: '',
          timeoutMs: -1,
          clientAuthentication: 'basic',
          policy: { maxSubjects: 0, refreshAhead: 5 },
          endpoints: { 'GET /accounts': { anyOf: ['acounts_read'] } },
          clientSceret: 'hunter2',
        } as unknown as LinxoOptions),
      ),
    ).toEqual([
      expect.stringMatching(/^environment\.authorizationServer must be https:/),
      'environment.api is missing.',
      'clientId must not be empty.',
      'clientSecret is missing.',
      expect.stringMatching(/^clientAuthentication must be one of 'client_secret_basic_raw', /),
      'timeoutMs must be more than 0.',
      'policy.maxSubjects must be at least 1.',
      'policy.refreshAhead is not an option.',
      'clientSceret is not an option.',
      expect.stringMatching(/"acounts_read" is not a scope/),
    ]);
  });

  it.each([
    [{ environment: 'prod' }, /^environment must be one of 'sandbox', 'production', or an object\.$/],
    [{ environment: undefined }, /^environment is missing\.$/],
    [{ clientSecret: 42 }, /^clientSecret /],
    [{ timeoutMs: Number.NaN }, /^timeoutMs /],
    [{ timeoutMs: '10' }, /^timeoutMs must be a number\.$/],
    [{ policy: { retries: Infinity } }, /^policy\.retries /],
    [{ fetch: 'fetch' }, /^fetch must be a function\.$/],
    [{ clientId: ' ' }, /^clientId must not be white space only\.$/],
    [{ clientSecret: '\t\n' }, /^clientSecret must not be white space only\.$/],
    [{ provider: '\u00a0\u200b' }, /^provider must not be white space only\.$/],
    [{ clientId: 'a:b' }, /^clientId has a colon/],
    [{ clientAuthentication: { password: 'none' } }, /^clientAuthentication\.password must be one of/],
  ])('refuse %j', (wrong, problem) => {
    expect(problemsWith(wrong)).toEqual([expect.stringMatching(problem)]);
  });

  it.each([undefined, null, 'sandbox', []])('refuse %j instead of an object', (options) => {
    expect(problemsOf(() => parseOptions(options as unknown as LinxoOptions))).not.toEqual([]);
  });

  it('never show a secret, even an invalid one', () => {
    for (const clientSecret of [['hunter2'], { hunter2: 'hunter2' }]) {
      const wrong = { ...RIGHT, clientId: 7, clientSecret } as unknown as LinxoOptions;
      const shown = inspect(
        problemsOf(() => parseOptions(wrong)),
        { depth: 9, showHidden: true },
      );
      expect(shown).not.toContain('hunter2');
    }
  });
});

describe('options from the environment', () => {
  const CLIENT = { LINXO_CLIENT_ID: 'client', LINXO_CLIENT_SECRET: 'secret' };

  it('are read from the variables that are documented', () => {
    expect(linxoOptionsFromEnv({ ...CLIENT, LINXO_ENVIRONMENT: 'production', LINXO_PROVIDER: 'linxoConnect' })).toEqual(
      {
        environment: {
          authorizationServer: 'https://auth.oxlin.io',
          api: 'https://api.oxlin.io/v2.1',
          widgets: 'https://embed.oxlin.io/v2.1',
        },
        clientId: 'client',
        clientSecret: 'secret',
        provider: 'linxoConnect',
      },
    );
  });

  it('take base URLs instead of a name', () => {
    const urls = { LINXO_AUTHORIZATION_SERVER: 'http://127.0.0.1:1', LINXO_API: 'http://127.0.0.1:2/v2.1' };
    expect(linxoOptionsFromEnv({ ...CLIENT, ...urls }).environment).toEqual({
      authorizationServer: 'http://127.0.0.1:1',
      api: 'http://127.0.0.1:2/v2.1',
    });
  });

  it('name every variable that is missing, and never assume an environment', () => {
    expect(
      problemsOf(() => linxoOptionsFromEnv({ LINXO_CLIENT_ID: ' ', LINXO_API: 'https://api.example.com' })),
    ).toEqual([
      expect.stringContaining('LINXO_ENVIRONMENT is not set'),
      'LINXO_CLIENT_ID is not set.',
      'LINXO_CLIENT_SECRET is not set.',
    ]);
    expect(problemsOf(() => linxoOptionsFromEnv({ ...CLIENT, LINXO_ENVIRONMENT: 'prod' }))).toEqual([
      'LINXO_ENVIRONMENT is neither sandbox nor production.',
    ]);
  });
});
