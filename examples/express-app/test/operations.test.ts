// Whoever runs the application learns how it is, and whoever uses it learns what went wrong.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createListener } from '../src/app.ts';
import { createLog } from '../src/operations/log.ts';
import { createMetrics } from '../src/operations/metrics.ts';
import { Browser, signedUp } from './support/browser.ts';
import { IN_MEMORY, PASSWORD_KEYS, startApp } from './support/running-app.ts';

const SERVER = fileURLToPath(new URL('../dist/server.js', import.meta.url));

describe('probes', () => {
  it('say that the process is alive and ready, without a cookie and without asking Linxo', async () => {
    await using app = await startApp();
    expect(await (await fetch(`${app.url}/health`)).json()).toEqual({ status: 'alive' });
    const ready = await fetch(`${app.url}/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', linxo: 'ready', database: 'ready' }]);
    expect([app.sandbox.log.tokenRequests, app.sandbox.log.apiCalls]).toEqual([[], []]);
  });

  it('say what is in the way: Linxo refuses the application, or the database is gone', async () => {
    await using app = await startApp();
    app.sandbox.setClientSecret('another');
    app.services.connect.tokens.getAccessToken({ subject: 'client', scopes: ['users_create'] }).catch(() => undefined);
    const statusOf = async (path: string) => (await fetch(app.url + path)).status;
    await expect.poll(() => statusOf('/ready')).toBe(503);
    expect(await (await fetch(`${app.url}/ready`)).json()).toMatchObject({ linxo: 'ERR_CLIENT_REJECTED' });
    await app.services.database.destroy();
    expect(await (await fetch(`${app.url}/ready`)).json()).toMatchObject({ database: 'failing' });
    expect(await statusOf('/health')).toBe(200);
  });
});

describe('what goes wrong', () => {
  it.each([
    ['text/html', 'en', 'text/html; charset=utf-8', 'There is nothing here'],
    ['text/html', 'fr', 'text/html; charset=utf-8', 'Il n’y a rien ici'],
    ['application/json', 'fr', 'application/problem+json', 'There is nothing at this address.'],
    ['*/*', 'fr', 'application/problem+json', 'There is nothing at this address.'],
  ])('for %s in %s is answered as %s', async (accept, language, type, sentence) => {
    await using app = await startApp();
    const answer = await fetch(`${app.url}/nothing`, { headers: { accept, 'accept-language': language } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringContaining(type)]);
    expect(await answer.text()).toContain(sentence);
  });

  it('on our side is a page with a reference, which the log has with the reason, and the page has not', async () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => void lines.push(line) });
    await using app = await startApp({}, { log });
    const browser = await signedUp(app.url, 'camille@example.org');
    await app.services.database.destroy();
    const shown = await browser.get('/settings');
    expect([shown.status, shown.heading]).toEqual([500, 'Something went wrong on our side']);
    expect(shown.html).toContain('We have a record of the error.');
    const reference = /<code>([^<]+)</.exec(shown.html)?.[1];
    expect(reference).toBe(shown.headers.get('x-request-id'));
    expect(shown.html).not.toMatch(/driver|destroyed|sql/i);
    const logged = lines.filter((line) => line.includes('destroyed'));
    expect(logged.length).toBeGreaterThan(0);
    expect(lines.some((line) => line.includes(String(reference)) && line.includes('"status":500'))).toBe(true);
  });
});

it('nothing of a request that cannot be read reaches the log, and who goes away is no error', async () => {
  const lines: string[] = [];
  await using app = await startApp({}, { log: createLog('info', { write: (line) => void lines.push(line) }) });
  const secret = 'session=a-secret-value';
  const packets = [
    `GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\nGET / HTTP/1.1\r\nCookie: ${secret}\r\n\r\n`,
    `POST /sign-in HTTP/1.1\r\nHost: localhost\r\nCookie: ${secret}\r\nContent-Length: 100\r\n\r\nemail=`,
    `GET /health HTTP/1.1\r\nHost: localhost\r\nCookie: ${secret}\r\nBad Header\u0000\r\n\r\n`,
  ];
  for (const packet of packets) {
    const socket = connect(app.port, '127.0.0.1').end(packet).resume();
    socket.on('error', () => undefined);
    await once(socket, 'close');
  }
  await (await fetch(`${app.url}/health`)).text();
  const errors = lines.filter((line) => line.includes('"err"')).join('');
  expect(errors).not.toContain('rawPacket');
  expect(lines.join('')).not.toContain('a-secret-value');
  expect(lines.join('')).not.toContain(String([...Buffer.from('a-secret-value')]));
});

it('metrics have a port of their own, and no label that a caller chooses', async () => {
  await using app = await startApp();
  const server = createServer(createListener(app.services)).listen(0, '127.0.0.1');
  const metrics = createMetrics(app.services, server).listen(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(metrics, 'listening')]);
  const [url, metricsUrl] = [server, metrics].map((one) => `http://127.0.0.1:${(one.address() as AddressInfo).port}`);
  await (await fetch(`${url}/health`)).text();
  await (await fetch(`${url}/some-secret-path`)).text();
  const answer = await fetch(`${metricsUrl}/metrics`);
  const body = await answer.text();
  expect(answer.headers.get('content-type')).toContain('text/plain');
  for (const line of [
    'app_requests_total{status="200"} 1',
    'app_requests_total{status="404"} 1',
    'linxo_token_requests{what="fetched"} 0',
  ])
    expect(body).toContain(line);
  expect(body).not.toContain('some-secret-path');
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
  expect((await fetch(`${metricsUrl}/`)).status).toBe(404);
  for (const one of [server, metrics]) {
    one.close();
    one.closeAllConnections();
  }
});

it('behind a proxy with TLS, cookies are for TLS and the origin is the public one', async () => {
  const [origin, proxied] = [
    'https://app.example.com',
    { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.7' },
  ];
  await using app = await startApp({ PUBLIC_URL: origin, TRUST_PROXY: '1' });
  const post = (from: string) =>
    fetch(`${app.url}/sign-up`, {
      method: 'POST',
      body: new URLSearchParams({ email: 'camille@example.org', password: 'correct horse battery' }),
      headers: { origin: from, ...proxied },
      redirect: 'manual',
    });
  expect((await post(app.url)).status).toBe(403);
  const answer = await post(origin);
  expect(answer.headers.get('set-cookie')).toMatch(
    /^__Host-session=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
});

it('behind one proxy believes the address that the proxy adds, and not those that the caller has put before', async () => {
  await using app = await startApp({ TRUST_PROXY: '1' });
  const statuses: number[] = [];
  for (let one = 1; one <= 6; one += 1) {
    const { status } = await fetch(`${app.url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ email: 'camille@example.org', password: 'x' }),
      headers: { origin: app.url, 'x-forwarded-for': `192.0.2.${one}, 198.51.100.7` },
    });
    statuses.push(status);
  }
  expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
});

it('believes X-Forwarded-For only as far as there are proxies, so that nobody guesses from many addresses', async () => {
  await using app = await startApp();
  const guess = (address: string) =>
    fetch(`${app.url}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams({ email: 'camille@example.org', password: 'x' }),
      headers: { origin: app.url, 'x-forwarded-for': address, accept: 'text/html' },
    });
  const statuses: number[] = [];
  for (let one = 1; one <= 6; one += 1) statuses.push((await guess(`192.0.2.${one}`)).status);
  expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
});

describe('a start that cannot work ends with sentences and without a stack', () => {
  it.each([
    ['settings', { PORT: '99999', HOST: '!', PASSWORD_KEYS: '' }, /^PASSWORD_KEYS is not set.*/m],
    ['Linxo', { LINXO_CLIENT_ID: '' }, /LINXO_CLIENT_ID is not set/],
    ['the database', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, /tables of the database.*ECONNREFUSED/],
    ['the address', { HOST: '203.0.113.7' }, /HOST is no address of this machine/],
  ])(
    'for %s',
    async (_case, env: Readonly<Record<string, string>>, sentence) => {
      const child = spawn(process.execPath, [SERVER], {
        env: {
          PATH: process.env['PATH'],
          DATABASE_URL: IN_MEMORY,
          PASSWORD_KEYS,
          PORT: '0',
          LINXO_ENVIRONMENT: 'sandbox',
          LINXO_CLIENT_ID: 'id',
          LINXO_CLIENT_SECRET: 'a-secret-of-linxo',
          ...env,
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const [error, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
      expect([code, error]).toEqual([1, expect.stringMatching(sentence)]);
      expect(error).not.toMatch(/ {4}at |a-secret-of-linxo/);
    },
    60_000,
  );
});

it('a page that nobody signed in to see is no way to learn whether something is there', async () => {
  await using app = await startApp();
  for (const path of ['/accounts/1', '/banks/1', '/transactions', '/settings'])
    expect((await new Browser(app.url).get(path)).url.pathname).toBe('/sign-in');
});
