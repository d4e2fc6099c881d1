// An event of Linxo's is kept, answered at once, worked on once, and survives a restart. Strangers are not heard.
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { credentialsOf } from '../src/linxo/linxo-users.ts';
import { addSandboxPeople } from '../src/linxo/sandbox-people.ts';
import { createLog } from '../src/operations/log.ts';
import { startEventWorker } from '../src/webhook/event-worker.ts';
import { isWebhookSecret } from '../src/webhook/receive-event.ts';
import { Browser, signedUp } from './support/browser.ts';
import { DATABASES } from './support/databases.ts';
import { type RunningApp, startApp } from './support/running-app.ts';
import { AGREE, playWidget } from './support/widget.ts';

const SECRET = 's'.repeat(40);
const OLD_SECRET = 'o'.repeat(40);

describe.each(DATABASES)('on $name', (database) => {
  let app: RunningApp;
  const start = async () => {
    app = await startApp({ DATABASE_URL: await database.open(), WEBHOOK_SECRETS: `${SECRET},${OLD_SECRET}` });
    app.sandbox.synchronizations.durationMs = 0;
    return app;
  };
  afterEach(() => app[Symbol.asyncDispose]());
  afterAll(() => database.close());

  const post = (body: unknown, secret = SECRET) =>
    fetch(`${app.url}/webhooks/linxo/${secret}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const kept = () => app.services.database.selectFrom('events').selectAll().execute();
  const notices = () => app.services.database.selectFrom('notices').select(['kind', 'bank']).execute();

  /** Returns an event about a bank that somebody has linked. */
  async function eventAbout(bank: string, id = '1') {
    const browser = await signedUp(app.url, 'camille@example.org');
    const { headers } = await browser.post('/banks/link');
    const back = await playWidget(String(headers.get('location')), { ...AGREE, bank: { provider_id: bank } });
    const [user] = await app.services.database.selectFrom('linxo_users').select('linxo_id').execute();
    const connection = String(new URL(back).searchParams.get('connection_id'));
    const resource = { id: connection, user_id: user?.linxo_id };
    return {
      browser,
      event: { id, resource_type: 'CONNECTIONS', event_type: 'UPDATED', new_transactions: true, resource },
    };
  }

  it('the sandbox reports an update, and the person sees the news until they have seen them', async () => {
    const { url, sandbox, services } = await start();
    sandbox.webhook.url = `${url}/webhooks/linxo/${SECRET}`;
    sandbox.webhook.duplicates = true;
    const { browser } = await eventAbout('9201');
    await expect.poll(kept).toHaveLength(1);
    await services.events.idle();
    expect((await kept()).map(({ status }) => status)).toEqual(['done']);
    expect((await browser.get('/accounts')).html).toContain('New movements at Test Success');
    expect((await browser.post('/notices/seen')).html).not.toContain('New movements');
  });

  it('an event that comes again, or many times at once, is worked on once', async () => {
    const { services, sandbox } = await start();
    const { event } = await eventAbout('9201');
    sandbox.log.clear();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(event)));
    await services.events.idle();
    expect(new Set([...answers, await post(event)].map(({ status }) => status))).toEqual(new Set([204]));
    await services.events.idle();
    expect(sandbox.log.apiCalls).toHaveLength(1);
    expect(await notices()).toEqual([{ kind: 'news', bank: 'Test Success' }]);
  });

  it('says whose turn it is when a bank needs something, and says it no more afterwards', async () => {
    const { services } = await start();
    const { event, browser } = await eventAbout('9211');
    await post({ ...event, new_transactions: false });
    await services.events.idle();
    expect((await browser.get('/accounts')).status).toBe(200);
    expect(await notices()).toEqual([{ kind: 'question', bank: 'Test Question During Sync' }]);
    const { headers } = await browser.post(`/banks/${event.resource.id}/answer`);
    await playWidget(String(headers.get('location')));
    await post({ ...event, id: '2', new_transactions: false });
    await services.events.idle();
    expect(await notices()).toEqual([]);
  });

  it('believes nothing of an event but whom to ask about what', async () => {
    const { services } = await start();
    const { event } = await eventAbout('9201');
    const resource = {
      ...event.resource,
      status: 'FAILED',
      name: '<b>Evil</b>',
      channels: [{ status: 'TOKEN_EXPIRED' }],
    };
    await post({ ...event, resource });
    await services.events.idle();
    expect(await notices()).toEqual([{ kind: 'news', bank: 'Test Success' }]);
  });

  it('about nobody here, or about a bank of somebody else, leads to nothing', async () => {
    const { services } = await start();
    const { event } = await eventAbout('9201');
    await post({ ...event, resource: { ...event.resource, user_id: '999' } });
    await post({ ...event, id: '2', resource: { ...event.resource, id: '999' } });
    await services.events.idle();
    expect((await kept()).map(({ status }) => status)).toEqual(['dropped', 'dropped']);
    expect(await notices()).toEqual([]);
  });

  it('about a bank that was removed leads to nothing, and what was said of the bank is said no more', async () => {
    const { services, sandbox } = await start();
    const { event, browser } = await eventAbout('9211');
    await post(event);
    await services.events.idle();
    expect(await notices()).toHaveLength(2);
    sandbox.faults.always('GET /connections/{id}', { kind: 'status', status: 503 });
    await post({ ...event, id: '2' });
    await services.events.idle();
    sandbox.faults.clear();
    await browser.post(`/banks/${event.resource.id}/remove`, { word: 'remove' });
    expect(await notices()).toEqual([]);
    expect((await kept()).map(({ status }) => status)).toEqual(['done', 'dropped']);
    await post({ ...event, id: '3' });
    await services.events.idle();
    expect((await kept()).map(({ status }) => status)).toEqual(['done', 'dropped', 'dropped']);
    expect(await notices()).toEqual([]);
    expect((await browser.get('/accounts')).html).not.toContain('Test Question During Sync');
  });

  it('about a bank that is removed while the event is worked on leads to nothing either', async () => {
    const { services, sandbox } = await start();
    const { event, browser } = await eventAbout('9201');
    const answer = sandbox.hold('GET /connections/{id}');
    await post(event);
    await answer.reached(1);
    const removed = await browser.post(`/banks/${event.resource.id}/remove`, { word: 'remove' });
    expect(removed.url.pathname).toBe('/banks');
    answer.release();
    await services.events.idle();
    expect((await kept()).map(({ status }) => status)).toEqual(['dropped']);
    expect(await notices()).toEqual([]);
  });

  it('about a bank that was removed elsewhere takes back what was said of it', async () => {
    const { services } = await start();
    const { event } = await eventAbout('9201');
    await post(event);
    await services.events.idle();
    expect(await notices()).toHaveLength(1);
    const user = await services.database.selectFrom('linxo_users').selectAll().executeTakeFirstOrThrow();
    const api = services.connect.api({ subject: credentialsOf(services, user), scopes: ['connections_manage'] });
    await api.delete('/connections/{id}', { path: { id: event.resource.id } });
    await post({ ...event, id: '2' });
    await services.events.idle();
    expect(await notices()).toEqual([]);
  });

  it('that cannot be worked on during an outage waits, and survives a restart', async () => {
    const { services, sandbox } = await start();
    const { event } = await eventAbout('9201');
    sandbox.faults.always('api', { kind: 'status', status: 503 });
    expect((await post(event)).status).toBe(204);
    await services.events.idle();
    expect(await kept()).toMatchObject([{ status: 'waiting', attempts: 1 }]);
    sandbox.faults.clear();
    await services.events.close();
    await services.database.updateTable('events').set({ due_at: new Date().toISOString() }).execute();
    const restarted = startEventWorker(services);
    await restarted.idle();
    await restarted.close();
    expect(await kept()).toMatchObject([{ status: 'done', attempts: 2 }]);
  });

  it('is shared by several processes: each event is worked on by one of them', async () => {
    const { services, sandbox } = await start();
    const { event } = await eventAbout('9201');
    await services.events.close();
    for (let id = 1; id <= 12; id += 1) await post({ ...event, id: String(id) });
    sandbox.log.clear();
    const workers = [1, 2, 3].map(() => startEventWorker(services));
    await Promise.all(workers.map((worker) => worker.idle()));
    await Promise.all(workers.map((worker) => worker.close()));
    expect(sandbox.log.apiCalls).toHaveLength(12);
  });

  it('takes both secrets while one is replaced, and nothing else', async () => {
    await start();
    const { event } = await eventAbout('9201');
    expect((await post(event, OLD_SECRET)).status).toBe(204);
    for (const secret of ['x'.repeat(40), SECRET.slice(1), `${SECRET}x`, '%00', '']) {
      const answer = await post({ ...event, id: '9' }, secret);
      expect([answer.status, (await answer.json()) as object]).toMatchObject([404, { status: 404 }]);
    }
    expect(await kept()).toHaveLength(1);
  });

  it.each([
    ['no JSON', '{', 400],
    ['no event', {}, 400],
    ['an id that is none', { id: '../x', resource_type: 'CONNECTIONS', resource: { id: '1', user_id: '1' } }, 400],
    ['a resource that is none', { id: '1', resource_type: 'CONNECTIONS', resource: 'x' }, 400],
    ['a list', [], 400],
    ['more than an event has', { id: 'x'.repeat(40_000) }, 413],
    ['another resource', { id: '1', resource_type: 'USERS', resource: { id: '1', user_id: '1' } }, 204],
  ])('answers %s', async (_case, body, status) => {
    await start();
    expect((await post(body)).status).toBe(status);
    expect(await kept()).toEqual([]);
  });
});

it('without secrets there is no webhook', async () => {
  expect(isWebhookSecret([], '')).toBe(false);
  expect(isWebhookSecret([], undefined)).toBe(false);
  await using app = await startApp();
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  expect((await fetch(`${app.url}/webhooks/linxo/undefined`, request)).status).toBe(404);
});

it('strikes the secret out of the log, right or wrong', async () => {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  await using app = await startApp({ WEBHOOK_SECRETS: SECRET }, { log });
  for (const secret of [SECRET, 'w'.repeat(40)]) {
    for (const path of [`/${secret}`, `/${secret}/x`, `/${secret}?a=${secret}`, `%2F${secret}`, `//${secret}`]) {
      for (const webhook of ['/webhooks/linxo', '/Webhooks/LINXO', '//webhooks/linxo'])
        await fetch(app.url + webhook + path, { method: 'POST', body: '{}' });
    }
  }
  expect(lines.join('')).toContain('/webhooks/…');
  expect(lines.join('')).not.toMatch(/s{40}|w{40}/);
});

it.each([
  'http://x.example/webhooks/linxo/SECRET',
  'HTTP://user:SECRET@x.example/webhooks/linxo/SECRET?x=SECRET',
  '/;webhooks/linxo/SECRET',
  '/%77ebhooks/linxo/SECRET',
  '/%2577ebhooks/linxo/SECRET',
  '/%ZZwebhooks/linxo/SECRET',
  '/app/webhooks/linxo/SECRET',
  '/webhook/linxo/SECRET',
  '/webhoks/linxo/SECRET',
  '/webhooks%2Flinxo%2FSECRET',
  '/webhookslinxoSECRET',
  '/linxo/SECRET',
  '/SECRET;x/y',
  'webhooks/linxo/SECRET',
])('strikes the secret out of the log when the request line says %s', async (target) => {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  await using app = await startApp({ WEBHOOK_SECRETS: SECRET }, { log });
  const line = `POST ${target.replaceAll('SECRET', SECRET)} HTTP/1.1`;
  const socket = connect(app.port, '127.0.0.1').resume();
  socket.write(`${line}\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  await once(socket, 'close');
  await (await fetch(`${app.url}/health`)).text();
  expect(lines.join('')).toContain('"path":"/health"');
  expect(lines.join('')).not.toContain(SECRET);
});

it('people of the sandbox whose bank waits are told so', async () => {
  await using app = await startApp({ WEBHOOK_SECRETS: SECRET });
  await addSandboxPeople(app.services, app.sandbox);
  const jules = new Browser(app.url);
  await jules.post('/sign-in', { email: 'jules@example.org', password: 'broken-link-jules' });
  expect((await jules.get('/banks')).html).toContain('Consent ended');
});
