import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createLinxo, type LinxoOptions } from '../../src/index.ts';
import { sealedStore } from '../../src/store/sealed-store.ts';
import { MemoryStore } from '../store/memory-store.ts';

const SECRET = 'hunter2-hunter2';
const describedWith = (options: Partial<LinxoOptions> = {}) =>
  createLinxo({ environment: 'sandbox', clientId: 'an-id', clientSecret: SECRET, ...options }).describe();

describe('the description of an instance', () => {
  it('says what it is connected to, and how', () => {
    expect(describedWith()).toEqual({
      environment: 'sandbox',
      tokenEndpoint: 'https://sandbox-auth.oxlin.io/token',
      api: 'https://sandbox-api.oxlin.io/v2.1',
      widgets: 'https://sandbox-embed.oxlin.io/v2.1',
      clientId: 'an-id',
      provider: 'connect',
      clientAuthentication: { client_credentials: 'client_secret_basic_raw', password: 'client_secret_post' },
      store: false,
      notes: [],
    });
  });

  it('is a few lines as a text', () => {
    expect(String(describedWith({ environment: 'production', provider: 'linxoConnect' })).split('\n')).toEqual([
      'Linxo Connect: production',
      '  token endpoint         https://auth.oxlin.io/token',
      '  API                    https://api.oxlin.io/v2.1',
      '  widgets                https://embed.oxlin.io/v2.1',
      '  client                 "an-id"',
      '  client authentication  client_secret_basic_raw for client credentials, client_secret_post for the password grant',
      '  provider               linxoConnect',
      '  token store            none, each process caches tokens by itself',
    ]);
  });

  it.each<[string, LinxoOptions['environment']]>([
    ['local', { authorizationServer: 'http://localhost:1', api: 'http://127.0.0.1:2/v2.1' }],
    ['custom', { authorizationServer: 'https://auth.example.com', api: 'https://api.example.com/v2.1' }],
    ['custom', { authorizationServer: 'https://auth.oxlin.io', api: 'https://api.example.com/v2.1' }],
    ['production', { authorizationServer: 'https://auth.oxlin.io', api: 'https://api.oxlin.io/v3' }],
  ])('calls an environment %s by its hosts: %j', (name, environment) => {
    expect(describedWith({ environment }).environment).toBe(name);
  });

  it('says whether processes share tokens, and has no widgets where there are none', () => {
    const store = sealedStore(new MemoryStore(), { secrets: ['0123456789abcdef0123456789abcdef'] });
    const environment = { authorizationServer: 'http://127.0.0.1:1', api: 'http://127.0.0.1:2/v2.1' };
    const described = describedWith({ environment, store });
    expect([described.store, described.widgets]).toEqual([true, undefined]);
    expect(String(described)).toMatch(/widgets +none\n[^]*token store +shared by processes$/);
  });

  it.each<[string, Partial<LinxoOptions>, RegExp]>([
    [
      'tokens of one environment go to another',
      { environment: { authorizationServer: 'https://sandbox-auth.oxlin.io', api: 'https://api.example.com/v2.1' } },
      /^environment\.authorizationServer \(LINXO_AUTHORIZATION_SERVER\) leads to .*, and environment\.api \(LINXO_API\) to another place\.$/,
    ],
    [
      'a base URL names no version of the API',
      { environment: { authorizationServer: 'https://auth.example.com', api: 'https://api.example.com' } },
      /^environment\.api \(LINXO_API\) names no version of the API: write https:\/\/api\.example\.com\/v2\.1, /,
    ],
    [
      'a host is reached by http:',
      {
        environment: { authorizationServer: 'http://auth.test', api: 'http://127.0.0.1/v2.1' },
        insecureHosts: ['auth.test'],
      },
      /^environment\.authorizationServer \(LINXO_AUTHORIZATION_SERVER\) is reached by http:/,
    ],
    [
      'a secret has quotes around it',
      { clientSecret: `"${SECRET}"` },
      /^clientSecret \(LINXO_CLIENT_SECRET\) has quotes/,
    ],
    [
      'an identifier has white space around it',
      { clientId: 'an-id ' },
      /^clientId \(LINXO_CLIENT_ID\) has white space/,
    ],
  ])('notes that %s', (_, options, note) => {
    const described = describedWith(options);
    expect(described.notes).toEqual([expect.stringMatching(note)]);
    expect(String(described)).toContain(`\n  note: ${described.notes[0]}`);
  });

  it.each<[string, Partial<LinxoOptions>]>([
    ['is a text', {}],
    ['is a function', { clientSecret: () => SECRET }],
    ['is in the identifier too', { clientId: `an-id:${SECRET}`, clientAuthentication: 'client_secret_post' }],
    [
      'is in the identifier, and a function',
      { clientId: `an-id:${SECRET}`, clientAuthentication: 'client_secret_post', clientSecret: () => SECRET },
    ],
    ['is given as the identifier', { clientId: SECRET }],
  ])('shows no secret, be it that it %s', (_, options) => {
    const described = describedWith(options);
    expect(inspect(described, { showHidden: true }) + JSON.stringify(described) + String(described)).not.toContain(
      SECRET,
    );
  });
});
