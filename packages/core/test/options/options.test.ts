import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type LinxoOptions, parseOptions } from '../../src/options/options.ts';
import { problemsOf } from './problems-of.ts';

const RIGHT: LinxoOptions = { environment: 'sandbox', clientId: 'client', clientSecret: 'secret' };

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
    ['"https://auth.example.com"', /must not have quotes around it/],
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
    [{ environment: 'Production' }, /or an object: write 'production'\.$/],
    [{ client_id: 'id' }, /^client_id is not an option: write clientId\.$/],
    [{ provider: '"connect"' }, /^provider must be written without quotes around it\.$/],
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

  const AUTH = 'https://auth.example.com';

  it.each([
    [`${AUTH}/token`, AUTH],
    [`${AUTH}/token/`, AUTH],
    [`${AUTH}/oauth2/v1/token`, `${AUTH}/oauth2/v1`],
    ['https://sandbox-auth.oxlin.io/token', 'https://sandbox-auth.oxlin.io'],
  ])('refuse the token endpoint %s as authorization server, and say what to write', (authorizationServer, write) => {
    expect(problemsWith({ environment: { authorizationServer, api: 'https://api.example.com/v2.1' } })).toEqual([
      `environment.authorizationServer must not end with /token, which is added to it: write ${write}.`,
    ]);
  });

  it('take an authorization server that ends with /token if a token endpoint is given beside it', () => {
    const environment = { authorizationServer: `${AUTH}/token`, tokenEndpoint: `${AUTH}/token`, api: AUTH };
    expect(parseOptions({ ...RIGHT, environment }).tokenEndpoint).toBe(`${AUTH}/token`);
  });

  const SANDBOX = { authorizationServer: 'https://sandbox-auth.oxlin.io', api: 'https://sandbox-api.oxlin.io/v2.1' };

  it.each([
    [
      { api: 'https://sandbox-api.oxlin.io' },
      'api must end with the version of the API: write https://sandbox-api.oxlin.io/v2.1.',
    ],
    [
      { api: 'https://sandbox-api.oxlin.io/v2.1/accounts' },
      'api must end with the version of the API: write https://sandbox-api.oxlin.io/v2.1.',
    ],
    [
      { widgets: 'https://sandbox-embed.oxlin.io/' },
      'widgets must end with the version of the API: write https://sandbox-embed.oxlin.io/v2.1.',
    ],
    [
      { api: 'https://sandbox-auth.oxlin.io' },
      "api is the host of sandbox's authorizationServer: write https://sandbox-api.oxlin.io/v2.1.",
    ],
    [
      { authorizationServer: 'https://sandbox-api.oxlin.io/v2.1' },
      "authorizationServer is the host of sandbox's api: write https://sandbox-auth.oxlin.io.",
    ],
  ])("know Linxo's own base URLs: %j", (wrong, problem) => {
    expect(problemsWith({ environment: { ...SANDBOX, ...wrong } })).toEqual([`environment.${problem}`]);
  });

  it("take another version of the API on Linxo's hosts, and any path elsewhere", () => {
    for (const api of ['https://sandbox-api.oxlin.io/v3', 'https://gateway.example.com/linxo'])
      expect(parseOptions({ ...RIGHT, environment: { ...SANDBOX, api } }).environment.api).toBe(api);
  });

  it.each([
    [{ api: 'https://api.oxlin.io/v2.1' }, "environment.api is production's"],
    [{ api: 'https://API.oxlin.io.:443/v2.1/' }, "environment.api is production's"],
    [{ widgets: 'https://embed.oxlin.io/v2.1' }, "environment.widgets is production's"],
  ])('refuse base URLs of two environments side by side: %j', (wrong, told) => {
    const problems = problemsWith({ environment: { ...SANDBOX, ...wrong } });
    expect(problems).toEqual([expect.stringMatching(/: take all base URLs from one environment\.$/)]);
    expect(problems[0]).toContain(told);
    expect(problems[0]).toContain("environment.authorizationServer is sandbox's");
  });
});

describe('hosts that may be reached by http:', () => {
  const at = (host: string) => ({ authorizationServer: `http://${host}:4000`, api: `http://${host}:4001/v2.1` });

  it.each([
    ['linxo', 'linxo'],
    ['Linxo', 'LINXO'],
    ['my_api-1', 'my_api-1'],
    ['auth.linxo.internal', 'auth.linxo.internal'],
    ['linxo.local', 'linxo.local'],
    ['linxo.test', 'linxo.test'],
    ['10.1.2.3', '10.1.2.3'],
    ['172.31.0.2', '172.31.0.2'],
    ['192.168.0.10', '192.168.0.10'],
    ['fd00::1', '[fd00::1]'],
    ['[fd00::1]', '[fd00:0::1]'],
  ])('are those that are named: %s', (host, inUrl) => {
    expect(() => parseOptions({ ...RIGHT, environment: at(inUrl), insecureHosts: [host] })).not.toThrow();
    expect(problemsWith({ environment: at(inUrl) })[0]).toMatch(/^environment\.authorizationServer must be https:/);
    expect(problemsWith({ environment: at(`${inUrl}x`.replace(']x', 'f]')), insecureHosts: [host] })).not.toEqual([]);
  });

  it.each([
    'auth.example.com',
    'linxo.internal.example.com',
    '8.8.8.8',
    '172.32.0.1',
    '192.169.0.1',
    '169.254.169.254',
    '0.0.0.0',
    '134744072',
    '0x08080808',
    '[2001:db8::1]',
    '::ffff:8.8.8.8',
    '*.internal',
    '',
    ' ',
    'linxo:4000',
    'http://linxo',
    'linxo/path',
    'linxo?x',
    'id:secret@linxo',
    '.internal',
    'linxo.',
    'a b',
  ])('are never public, nor written in another way: %j', (host) => {
    expect(problemsWith({ environment: 'sandbox', insecureHosts: ['linxo', host] })).toEqual([
      expect.stringMatching(/^insecureHosts\.1 must be a host of a private network, without scheme and port: /),
    ]);
  });

  it('are refused beside a URL of production, and allowed beside the sandbox', () => {
    const insecureHosts = ['linxo'];
    const refused = [expect.stringMatching(/^insecureHosts must not stand beside a URL of production/)];
    expect(problemsWith({ environment: 'production', insecureHosts })).toEqual(refused);
    const api = 'https://api.oxlin.io/v2.1';
    expect(problemsWith({ environment: { ...at('linxo'), api }, insecureHosts })).toEqual(refused);
    expect(() => parseOptions({ ...RIGHT, environment: 'sandbox', insecureHosts })).not.toThrow();
    expect(() => parseOptions({ ...RIGHT, environment: 'production', insecureHosts: [] })).not.toThrow();
  });

  it.each([['linxo'], [{ linxo: true }], [[42]], [null]])('come in a list of texts, and not as %j', (insecureHosts) => {
    expect(problemsWith({ insecureHosts })).toEqual([expect.stringMatching(/^insecureHosts(?:\.0)? must be /)]);
  });
});

describe('something else in place of the options', () => {
  const SANDBOX = { options: RIGHT, authorizationServer: 'http://localhost:4000', close: () => {} };

  it.each<[string, unknown, RegExp]>([
    ['a sandbox', SANDBOX, /write createLinxo\(sandbox\.options\)/],
    ['the promise of a sandbox', Promise.resolve(SANDBOX), /await it first/],
    [
      'the environment variables',
      { LINXO_CLIENT_ID: 'a', LINXO_CLIENT_SECRET: 'b' },
      /linxoOptionsFromEnv\(process\.env\)/,
    ],
    ['process.env without any of them', { PATH: '/bin', HOME: '/' }, /linxoOptionsFromEnv\(process\.env\)/],
    ['a list', [RIGHT], /not a list/],
    ['nothing', undefined, /takes an object of options/],
    ['null', null, /takes an object of options/],
    ['a name', 'sandbox', /takes an object of options/],
  ])('is refused with one line that says what to write: %s', (_, given, line) => {
    const problems = problemsOf(() => parseOptions(given as LinxoOptions));
    expect(problems).toEqual([expect.stringMatching(line)]);
  });
});
