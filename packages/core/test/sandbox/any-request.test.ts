/** Tests that no request makes the sandbox fail by itself, whatever a client sends. */
import { once } from 'node:events';
import { request } from 'node:http';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SANDBOX_ENDPOINTS } from '../../src/sandbox/api/endpoints.ts';
import { CONTROL_CALLS } from '../../src/sandbox/control/control-calls.ts';
import { clientToken, sandboxForTest, userToken } from './helpers.ts';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a request, and returns the status of the answer. */
async function statusOf(url: string, { method, path, headers, body }: Sent): Promise<number> {
  const { hostname, port } = new URL(url);
  const sent = request({ hostname, port, method, path, headers, agent: false });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [{ readonly statusCode: number; resume(): void }];
  response.resume();
  return response.statusCode;
}

const NAMES =
  `page limit sort q type status amount start_date session_id provider_id x grant_type username password client_id
  client_secret scope provider access_token email name balance credentials target fault kind times rate token all scopes wire rules
  frozenAt advanceMs run to clientId webhook url __proto__ banks`.split(/\s+/);
const word = fc.oneof(
  fc.constantFrom(
    '',
    'password',
    'client_credentials',
    'GET /accounts',
    'token',
    '-1',
    '1e400',
    'NaN',
    '1',
    '*',
    '%',
    '{',
  ),
  fc.string({ maxLength: 12 }),
);
const json = fc.oneof(
  fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(word, fc.jsonValue({ maxDepth: 2 })), { maxKeys: 6 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const query = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), word), { maxLength: 4 })
  .map((pairs) => new URLSearchParams(pairs).toString());
const body = fc.oneof(
  json.map((value) => ['application/json', JSON.stringify(value)] as const),
  query.map((text) => ['application/x-www-form-urlencoded', text] as const),
  fc.string().map((text) => ['application/json', text] as const),
);
const segment = fc.oneof(
  fc.constantFrom('me', '1', '%', '%E0%A4%A', '..', 'camille%40example.org'),
  fc.nat().map(String),
);
const template = (prefix: string, names: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...names), segment)
    .map(
      ([name, id]) => [name.split(' ')[0] ?? '', prefix + (name.split(' ')[1] ?? '').replace(/\{\w+\}/, id)] as const,
    );

const PLACES = {
  api: template('/v2.1', Object.keys(SANDBOX_ENDPOINTS)),
  authorizationServer: fc.oneof(
    template('/_sandbox', Object.keys(CONTROL_CALLS)),
    fc.constantFrom(['POST', '/token'] as const, ['GET', '/jwks'] as const, ['POST', '//'] as const),
  ),
  widgets: fc.constantFrom(
    ...[
      'widget_session',
      'widget/widget_session',
      'widget/add_connection',
      'widget/terms',
      'widget/edit_credentials',
    ].flatMap((path) => ['GET', 'POST'].map((method) => [method, `/v2.1/${path}`] as const)),
  ),
};

it.each(Object.keys(PLACES) as (keyof typeof PLACES)[])('No request to the %s is answered with 500', async (place) => {
  const sandbox = await sandboxForTest({ rules: { tokenBody: 'any' } });
  const tokens = [await userToken(sandbox, ''), await clientToken(sandbox, ''), 'x'];
  const authorization = fc.constantFrom(...tokens.map((token) => `Bearer ${token}`), 'Basic eDp5', 'Basic %', '');
  await fc.assert(
    fc.asyncProperty(PLACES[place], query, body, authorization, async ([method, path], search, [type, text], auth) => {
      const sent = {
        method,
        path: `${path}?${search}`,
        headers: { 'content-type': type, authorization: auth },
        body: text,
      };
      const status = await statusOf(sandbox[place], sent);
      expect(status === 504 || status < 500).toBe(true);
      // What the request changed must not end or slow down the next ones.
      sandbox.faults.clear();
      sandbox.webhook.url = undefined;
      sandbox.clock.reset();
    }),
    { numRuns: 300 },
  );
});
