/** An error shows no secret that a server repeats, in any spelling that SECURITY.md names, nor a part of one. */
import { inspect } from 'node:util';
import { createLinxo, type Fetch, isLinxoError } from '@linxo-guard/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const PASSWORD = 'pâss:w€rd+%42&= "quoted"\\/<~>';
const SECRET = "clïent:s€cret'!()*;";
const USERNAME = 'Alice Martin';
const TOKEN = 'tokén/+=with&odd;characters'.replace('é', 'e');

/** The ways in which servers spell what they repeat. */
const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in lower case': (text) => text.toLowerCase(),
  'percent-encoded': (text) => encodeURIComponent(text),
  'percent-encoded, %2f in lower case': (text) =>
    encodeURIComponent(text).replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
  'percent-encoded, every byte': (text) => Buffer.from(text).toString('hex').replaceAll(/../g, '%$&'),
  'percent-encoded as RFC 3986 wants it': (text) =>
    encodeURIComponent(text).replaceAll(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`),
  'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'form-encoded': (text) => new URLSearchParams([['', text]]).toString().slice(1),
  'escaped for JSON': (text) => JSON.stringify(text).slice(1, -1),
  'escaped for JSON, ASCII only': (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replaceAll('/', String.raw`\/`)
      .replaceAll(/[^ -~]|[<>&']/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'escaped for JSON twice': (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3),
  inspected: (text) => inspect(text).slice(1, -1),
  'in base64': (text) => Buffer.from(text).toString('base64'),
  'in base64 without padding': (text) => Buffer.from(text).toString('base64').replaceAll('=', ''),
  'in base64url': (text) => Buffer.from(text).toString('base64url'),
  'in base64url, padded': (text) => Buffer.from(text).toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
  'in base64, percent-encoded': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
  'in base64 as a part of something': (text) => Buffer.from(`alice:${text}`).toString('base64'),
  'in base64 inside something': (text) => Buffer.from(`user=alice&password=${text}&x=y`).toString('base64'),
  'in hexadecimal digits': (text) => Buffer.from(text).toString('hex'),
  'in hexadecimal digits, capitals': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'with HTML entities': (text) =>
    text.replaceAll(/[&<>"']/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? '&#39;'),
  'with HTML entities, by name': (text) =>
    text.replaceAll('&', '&amp;').replaceAll('â', '&acirc;').replaceAll('ï', '&iuml;').replaceAll('€', '&euro;'),
  'with HTML entities, decimal': (text) => Array.from(text, (one) => `&#${one.codePointAt(0)};`).join(''),
  'with HTML entities, hexadecimal': (text) =>
    Array.from(text, (one) => `&#x${one.codePointAt(0)?.toString(16)};`).join(''),
  'with HTML entities of percent-encoded text': (text) => encodeURIComponent(text).replaceAll('%', '&#37;'),
};

/** Servers whose refusals repeat a text. */
const PLACES: Readonly<Record<string, (text: string) => object>> = {
  error: (text) => ({ error: text }),
  error_description: (text) => ({ error: 'invalid_request', error_description: `It was ${text}, sorry` }),
};

async function refusedBy(part: 'token' | 'api', body: object): Promise<string> {
  const fetch: Fetch = async (url) => {
    if (url.endsWith('/token') === (part === 'token')) return Response.json(body, { status: 400 });
    return Response.json({ access_token: TOKEN, token_type: 'Bearer', expires_in: 3600 });
  };
  const environment = { authorizationServer: 'https://auth.example', api: 'https://api.example' };
  const connect = createLinxo({ environment, clientId: 'app', clientSecret: SECRET, fetch });
  const api = connect.api({ subject: { username: USERNAME, password: PASSWORD }, scopes: ['accounts_read'] });
  const error: unknown = await api.get('/accounts').catch((thrown: unknown) => thrown);
  if (!isLinxoError(error)) throw error;
  return Object.values(error.upstream ?? {}).join('\n');
}

const REPEATED = [
  ['token', 'the password', PASSWORD],
  ['token', 'the client secret', SECRET],
  ['token', 'the username', USERNAME],
  ['api', 'the access token', TOKEN],
] as const;

describe.each(REPEATED)('the %s endpoint repeats %s', (part, _, secret) => {
  it.each(Object.entries(SPELLINGS))('%s', async (__, spell) => {
    for (const place of Object.values(PLACES)) {
      const shown = await refusedBy(part, place(spell(secret)));
      expect(shown).toContain('[redacted]');
      expect(shown).not.toContain(spell(secret));
      expect(shown.replaceAll('[redacted]', '').length).toBeLessThan(45);
    }
  });

  it('far behind, or cut in two by a limit', async () => {
    for (const before of [290, 299, 300, 2_040, 2_048, 16_370, 16_384]) {
      const shown = await refusedBy(part, { error: 'x'.repeat(before) + secret + 'y'.repeat(20_000) });
      for (let length = 5; length <= secret.length; length++) expect(shown).not.toContain(secret.slice(0, length));
    }
    const repeated = await refusedBy(part, { error: `${secret} `.repeat(3_000) });
    expect(repeated.replaceAll('[redacted]', '')).not.toMatch(/[a-z]{4}/);
  });
});

it.each(['v', 'vw', 'vwx', 'vwxy', 'vwxyz', '€', '%', '&', '+'])(
  'a password as short as %j takes no time, and is struck out',
  async (password) => {
    const fetch: Fetch = async () =>
      Response.json(
        { error: 'invalid_grant', error_description: `Not ${password} for you. dA== ${'v'.repeat(9)}` },
        { status: 400 },
      );
    const connect = createLinxo({ environment: 'sandbox', clientId: 'app', clientSecret: 's', fetch });
    const asked = connect.tokens.getAccessToken({ subject: { username: 'u', password }, scopes: ['profile'] });
    const error: unknown = await asked.catch((thrown: unknown) => thrown);
    expect(inspect(error)).toContain('Not [redacted] for you.');
  },
);

describe('the API repeats personal data', () => {
  it.each([
    'alice@example.org',
    'Alice.Martin+bank@mail.example.co.uk',
    'jérôme@exämple.fr',
    "o'neil_7@example.org",
    'alice%40example.org',
    'alice&#64;example.org',
    String.raw`alice\u0040example.org`,
    'FR7630006000011234567890189',
    'fr7630006000011234567890189',
    'FR76 3000 6000 0112 3456 7890 189',
    'FR76-3000-6000-0112-3456-7890-189',
    'FR76%203000%206000%200112%203456%207890%20189',
    'FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189',
    'DE89370400440532013000',
    'NO9386011117947',
    'MT84MALT011000012345MTLCAST001S',
    'iban_GB29NWBK60161331926819',
    'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJib2IifQ.c2lnbmF0dXJl',
  ])('%s', async (value) => {
    for (const body of [{ error: value }, { error: 'e', error_description: `No access to <${value}>: denied` }]) {
      const shown = await refusedBy('api', body);
      expect(shown).toContain('[redacted]');
      expect(shown).not.toContain(value);
      expect(shown).not.toMatch(/\d{5}|example|martin/i);
    }
  });

  it('and what is none of these stays readable', async () => {
    const error = 'invalid_request';
    const description =
      'The account 12345 at 10:30 on 2026-03-01 (GET /v2.1/accounts?limit=100) was not found: try again in 20 seconds.';
    expect(await refusedBy('api', { error, error_description: description })).toBe(`400\n${error}\n${description}`);
    expect(await refusedBy('token', { error, error_description: description })).toBe(`400\n${error}\n${description}`);
  });
});

it('what is in base64 or encoded once may be encoded once more', async () => {
  const again = ['as it is', 'percent-encoded', 'form-encoded', 'escaped for JSON', 'with HTML entities'];
  const once = Object.keys(SPELLINGS).filter((name) => !/twice|, percent-encoded$|of percent-encoded/.test(name));
  const encoder = (names: readonly string[]) => fc.constantFrom(...names.flatMap((name) => SPELLINGS[name] ?? []));
  const text = fc.string({ maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(text, text, encoder(once), encoder(again), async (before, after, first, second) => {
      const spelled = second(first(PASSWORD));
      const shown = await refusedBy('token', { error: `${before} ${spelled} ${after}` });
      expect(shown).toContain('[redacted]');
      expect(shown).not.toContain(spelled);
    }),
    { numRuns: 300 },
  );
});
