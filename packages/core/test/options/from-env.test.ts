import { describe, expect, it } from 'vitest';
import { createLinxo } from '../../src/linxo.ts';
import { linxoOptionsFromEnv } from '../../src/options/from-env.ts';
import { problemsOf } from './problems-of.ts';

const CLIENT = { LINXO_CLIENT_ID: 'client', LINXO_CLIENT_SECRET: 'secret' };
const URLS = { LINXO_AUTHORIZATION_SERVER: 'https://auth.example.com', LINXO_API: 'https://api.example.com/v2.1' };

type Env = Readonly<Record<string, string | undefined>>;
const optionsFrom = (env: Env) => linxoOptionsFromEnv({ ...CLIENT, ...env });
const problemsWith = (env: Env) => problemsOf(() => createLinxo(optionsFrom(env)));

describe('options from the environment', () => {
  it('are read from the variables that are documented', () => {
    expect(optionsFrom({ LINXO_ENVIRONMENT: 'production', LINXO_PROVIDER: 'linxoConnect' })).toEqual({
      environment: {
        authorizationServer: 'https://auth.oxlin.io',
        api: 'https://api.oxlin.io/v2.1',
        widgets: 'https://embed.oxlin.io/v2.1',
      },
      clientId: 'client',
      clientSecret: 'secret',
      provider: 'linxoConnect',
    });
  });

  it('take base URLs in place of a name', () => {
    const urls = { LINXO_AUTHORIZATION_SERVER: 'http://127.0.0.1:1', LINXO_API: 'http://127.0.0.1:2/v2.1' };
    expect(optionsFrom(urls).environment).toEqual({
      authorizationServer: 'http://127.0.0.1:1',
      api: 'http://127.0.0.1:2/v2.1',
    });
  });

  it('take hosts that may be reached by http:, separated by commas', () => {
    const urls = { LINXO_AUTHORIZATION_SERVER: 'http://auth:1', LINXO_API: 'http://api.test/v2.1' };
    const options = optionsFrom({ ...urls, LINXO_INSECURE_HOSTS: 'auth, api.test,' });
    expect(options.insecureHosts).toEqual(['auth', 'api.test']);
    expect(() => createLinxo(options)).not.toThrow();
    expect(optionsFrom({ LINXO_ENVIRONMENT: 'sandbox', LINXO_INSECURE_HOSTS: ' , ' })).not.toHaveProperty(
      'insecureHosts',
    );
  });

  it('have identifier and secret as they are, white space and quotes included', () => {
    const env = { LINXO_ENVIRONMENT: 'sandbox', LINXO_CLIENT_ID: ' "client"', LINXO_CLIENT_SECRET: "'secret'\n" };
    expect(optionsFrom(env)).toMatchObject({ clientId: ' "client"', clientSecret: "'secret'\n" });
  });

  it('name every variable that is missing, and never assume an environment', () => {
    expect(
      problemsOf(() => linxoOptionsFromEnv({ LINXO_CLIENT_ID: ' ', LINXO_API: 'https://api.example.com' })),
    ).toEqual([
      expect.stringContaining('LINXO_ENVIRONMENT is not set'),
      'LINXO_CLIENT_ID is not set.',
      'LINXO_CLIENT_SECRET is not set.',
    ]);
    expect(problemsWith({ LINXO_ENVIRONMENT: 'prod' })).toEqual([
      'LINXO_ENVIRONMENT is neither sandbox nor production.',
    ]);
  });

  it.each(['"production"', 'Production', "'production'"])('say what to write in place of %s', (name) => {
    expect(problemsWith({ LINXO_ENVIRONMENT: name })).toEqual([
      'LINXO_ENVIRONMENT is neither sandbox nor production: write production.',
    ]);
  });

  it.each<[string, Env, string | RegExp]>([
    ['no URL', { ...URLS, LINXO_API: 'api.example.com' }, /^LINXO_API must be an absolute URL/],
    [
      'a URL in quotes',
      { ...URLS, LINXO_API: '"https://api.example.com"' },
      'LINXO_API must not have quotes around it.',
    ],
    [
      'an http: URL',
      { ...URLS, LINXO_API: 'http://api.example.com/v2.1' },
      /^LINXO_API must be https: .* LINXO_INSECURE_HOSTS only\)\.$/,
    ],
    ['an ftp: URL', { ...URLS, LINXO_WIDGETS: 'ftp://a.example.com' }, 'LINXO_WIDGETS must be an https: URL.'],
    [
      'credentials in a URL',
      { ...URLS, LINXO_AUTHORIZATION_SERVER: 'https://id:hunter2@a.example.com' },
      /^LINXO_AUTHORIZATION_SERVER must not hold credentials/,
    ],
    ['a query', { ...URLS, LINXO_API: 'https://api.example.com/v2.1?x' }, /^LINXO_API must have neither a query/],
    [
      'the token endpoint',
      { ...URLS, LINXO_AUTHORIZATION_SERVER: 'https://auth.example.com/token' },
      /^LINXO_AUTHORIZATION_SERVER must not end with \/token, .* write https:\/\/auth\.example\.com\.$/,
    ],
    [
      'an API without its version',
      { LINXO_ENVIRONMENT: 'sandbox', LINXO_API: 'https://sandbox-api.oxlin.io' },
      'LINXO_API must end with the version of the API: write https://sandbox-api.oxlin.io/v2.1.',
    ],
    [
      'URLs of two environments',
      { LINXO_AUTHORIZATION_SERVER: 'https://auth.oxlin.io', LINXO_API: 'https://sandbox-api.oxlin.io/v2.1' },
      /^LINXO_AUTHORIZATION_SERVER is production's, LINXO_API is sandbox's: /,
    ],
    [
      'a public host',
      { ...URLS, LINXO_INSECURE_HOSTS: 'linxo,example.com' },
      /^LINXO_INSECURE_HOSTS \(host 2\) must be a host of a private network/,
    ],
    [
      'hosts for tests beside production',
      { LINXO_ENVIRONMENT: 'production', LINXO_INSECURE_HOSTS: 'linxo' },
      /^LINXO_INSECURE_HOSTS is for test set-ups, but LINXO_ENVIRONMENT is production: /,
    ],
    [
      'hosts for tests beside a URL of production',
      { ...URLS, LINXO_API: 'https://api.oxlin.io/v2.1', LINXO_INSECURE_HOSTS: 'linxo' },
      /^LINXO_INSECURE_HOSTS must not stand beside a URL of production/,
    ],
    ['an identifier with a colon', { ...URLS, LINXO_CLIENT_ID: 'id:hunter2' }, /LINXO_CLIENT_ID/],
  ])('name the variable that has %s', (_, env, problem) => {
    const problems = problemsWith(env);
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(problems.join()).not.toMatch(/hunter2|environment\.\w/);
  });

  it('take an identifier with a colon where the application sends it in another way', () => {
    const options = optionsFrom({ ...URLS, LINXO_CLIENT_ID: 'urn:client:1' });
    expect(() => createLinxo({ ...options, clientAuthentication: 'client_secret_post' })).not.toThrow();
  });

  it('name everything that is wrong at once', () => {
    const env = {
      LINXO_ENVIRONMENT: 'production',
      LINXO_AUTHORIZATION_SERVER: 'auth',
      LINXO_API: 'http://localhost:4000',
      LINXO_WIDGETS: 'https://w.example.com/?q',
      LINXO_INSECURE_HOSTS: 'linxo',
      LINXO_CLIENT_SECRET: ' ',
    };
    const variables = problemsWith(env).map((problem) => problem.split(' ')[0]);
    expect(new Set(variables)).toEqual(
      new Set([
        'LINXO_API',
        'LINXO_AUTHORIZATION_SERVER',
        'LINXO_CLIENT_SECRET',
        'LINXO_INSECURE_HOSTS',
        'LINXO_WIDGETS',
      ]),
    );
  });

  it.each([undefined, null, 'LINXO_CLIENT_ID=x'])('say what to write in place of %j', (env) => {
    expect(problemsOf(() => linxoOptionsFromEnv(env as never))).toEqual([
      'linxoOptionsFromEnv() takes the variables: write linxoOptionsFromEnv(process.env).',
    ]);
  });
});

describe('LINXO_ENVIRONMENT beside base URLs', () => {
  it.each([
    ['LINXO_API', 'http://localhost:4000/v2.1', 'this machine', 'sandbox'],
    ['LINXO_API', 'https://127.0.0.1/v2.1', 'this machine', 'sandbox'],
    ['LINXO_AUTHORIZATION_SERVER', 'https://[::1]:4000', 'this machine', 'sandbox'],
    ['LINXO_WIDGETS', 'https://widgets.localhost/v2.1', 'this machine', 'sandbox'],
    ['LINXO_AUTHORIZATION_SERVER', 'https://0.0.0.0:4000', 'this machine', 'sandbox'],
    ['LINXO_API', 'https://sandbox-api.oxlin.io/v2.1', 'sandbox', 'sandbox'],
    ['LINXO_WIDGETS', 'https://SANDBOX-embed.oxlin.io./v2.1', 'sandbox', 'sandbox'],
  ])('is not production where %s is %s', (variable, url, place, write) => {
    expect(problemsWith({ LINXO_ENVIRONMENT: 'production', [variable]: url })).toEqual([
      `${variable} leads to ${place}, but LINXO_ENVIRONMENT is production: remove ${variable}, or set LINXO_ENVIRONMENT to ${write}.`,
    ]);
  });

  it('is not sandbox where a URL leads to production', () => {
    expect(problemsWith({ LINXO_ENVIRONMENT: 'sandbox', LINXO_API: 'https://api.oxlin.io/v2.1' })).toEqual([
      'LINXO_API leads to production, but LINXO_ENVIRONMENT is sandbox: remove LINXO_API, or set LINXO_ENVIRONMENT to production.',
    ]);
  });

  it.each<[string, Env]>([
    ['production', { LINXO_WIDGETS: 'https://widgets.example.com/v2.1' }],
    ['production', { LINXO_API: 'https://api.oxlin.io/v3' }],
    ['sandbox', { LINXO_AUTHORIZATION_SERVER: 'http://127.0.0.1:1', LINXO_API: 'http://127.0.0.1:2/v2.1' }],
    ['sandbox', { LINXO_AUTHORIZATION_SERVER: 'http://auth:1', LINXO_INSECURE_HOSTS: 'auth' }],
  ])('may be %s beside %j', (name, env) => {
    expect(() => createLinxo(optionsFrom({ LINXO_ENVIRONMENT: name, ...env }))).not.toThrow();
  });
});
