/** Tests that no way through the widgets, however mad, makes the sandbox fail or link more than was agreed to. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { call, get, sandboxForTest, userToken } from './helpers.ts';
import { openPage, widgetUrl, WIDGET_SCOPES } from './widget-player.ts';

const STEPS = [
  'bank',
  'connection',
  'sign-in',
  'second-factor',
  'accounts',
  'consent',
  'syncing',
  'manage-accounts',
  'professional',
  'terms',
  'problem',
  'done',
  '%2e%2e',
  '__proto__',
];

const field = fc.tuple(
  fc.constantFrom('provider_id', 'identifier', 'password', 'code', 'account', 'answer', 'connection_id', '__proto__'),
  fc.oneof(
    fc.constantFrom('9201', '9202', '9203', '9204', '9205', '9206', '9207', '1', 'wrong', 'x', '123456', 'agree'),
    fc.constantFrom('approve', 'refuse', 'again', 'bank', '', '\u0000', '<b>', '__proto__'),
  ),
);
const anyVisit = fc.record({
  step: fc.constantFrom(...STEPS),
  method: fc.constantFrom('GET', 'POST'),
  fields: fc.array(field, { maxLength: 4 }),
});
type Visit = typeof anyVisit extends fc.Arbitrary<infer V> ? V : never;

/** The visits that lead to a linked bank, if they come in their order. */
const RIGHT_WAY: Visit[] = [
  { step: 'bank', method: 'POST', fields: [['provider_id', '9201']] },
  {
    step: 'sign-in',
    method: 'POST',
    fields: [
      ['identifier', 'x'],
      ['password', 'x'],
    ],
  },
  { step: 'consent', method: 'POST', fields: [['answer', 'agree']] },
];
const visit = fc.oneof(anyVisit, { arbitrary: fc.constantFrom(...RIGHT_WAY), weight: 3 });
const parameters = fc.dictionary(
  fc.constantFrom('provider_id', 'select_accounts', 'consent_per_account', 'wait_sync_end', 'countries', 'font'),
  fc.constantFrom('true', '9201', '9203', '9206', 'FRA', 'DEU', "';}", '__proto__', ''),
);
const action = fc.constantFrom('add_connection', 'edit_credentials', 'user_input', 'manage_accounts', 'terms');

it('A widget answers every request as its pages may, and links at most one bank', async () => {
  const sandbox = await sandboxForTest({ synchronization: { durationMs: 0 } });
  const token = await userToken(sandbox, WIDGET_SCOPES);
  const connections = async () =>
    (await get<{ readonly id: string }[]>(sandbox, token, '/connections')).map(({ id }) => id);
  const before = await connections();
  let linked = 0;
  await fc.assert(
    fc.asyncProperty(action, parameters, fc.array(visit, { maxLength: 16 }), async (name, given, visits) => {
      const first = await openPage(await widgetUrl(sandbox, name, given));
      for (const { step, method, fields } of visits) {
        const url = first.url.replace(/\/[^/]*\?/, `/${step}?`);
        const form = method === 'POST' ? { body: new URLSearchParams(fields) } : {};
        const page = await openPage(url, { method, ...form });
        expect([200, 401, 404, 422]).toContain(page.status);
      }
      const added = (await connections()).filter((id) => !before.includes(id));
      expect(added.length).toBeLessThanOrEqual(1);
      linked += added.length;
      for (const id of added) await call(sandbox, token, `/connections/${id}`, { method: 'DELETE' });
    }),
    { numRuns: 60, examples: [['add_connection', {}, [...RIGHT_WAY, ...RIGHT_WAY]]] },
  );
  expect(linked).toBeGreaterThan(0);
});
