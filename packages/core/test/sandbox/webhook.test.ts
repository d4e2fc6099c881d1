/** Tests the webhook: what it is sent, what is sent again, and what the log says of it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Sandbox, SyncEvent } from '../../src/sandbox/index.ts';
import { call, get, sandboxForTest, userToken } from './helpers.ts';
import { WIDGET_SCOPES } from './widget-player.ts';

interface Received {
  readonly method: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly event: SyncEvent;
}

/** Starts an application that receives events, and answers them with these statuses in turn, at last with 204. */
async function receiver(...statuses: readonly number[]) {
  const received: Received[] = [];
  const left = [...statuses];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ method: request.method, headers: request.headers, event: JSON.parse(body) as SyncEvent });
      response.writeHead(left.shift() ?? 204, { location: '/elsewhere' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook` };
}

async function link(sandbox: Sandbox, providerId: string): Promise<{ readonly token: string; readonly id: string }> {
  const token = await userToken(sandbox, WIDGET_SCOPES);
  const added = await call(sandbox, token, '/connections', { method: 'POST', json: { provider_id: providerId } });
  return { token, id: ((await added.json()) as { readonly id: string }).id };
}

const instant = { synchronization: { durationMs: 0 } };

describe('the webhook', () => {
  it('is told of the end of a synchronization, with the connection as the API shows it', async () => {
    const { received, url } = await receiver();
    const sandbox = await sandboxForTest({ ...instant, webhook: url });
    const { token, id } = await link(sandbox, '9201');
    await sandbox.log.waitFor({ webhookDeliveries: 1 });
    expect(received).toMatchObject([
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        event: {
          event_type: 'UPDATED',
          resource_type: 'CONNECTIONS',
          channel_definition_id: '920101',
          new_transactions: true,
        },
      },
    ]);
    const [{ event } = { event: undefined }] = received;
    expect(event?.resource).toEqual(await get(sandbox, token, `/connections/${id}`));
    expect(Object.keys(event ?? {}).toSorted()).toEqual([
      'channel_definition_id',
      'creation_date',
      'event_type',
      'id',
      'new_transactions',
      'resource',
      'resource_type',
    ]);
  });

  it('is told once for each channel that took part', async () => {
    const { received, url } = await receiver();
    const sandbox = await sandboxForTest({ ...instant, webhook: url });
    await link(sandbox, '9207');
    await sandbox.log.waitFor({ webhookDeliveries: 2 });
    const seen = received.map(({ event }) => [event.channel_definition_id, event.new_transactions]);
    expect(new Map(seen as [string, boolean][])).toEqual(
      new Map([
        ['920700', false],
        ['920701', true],
      ]),
    );
  });

  it('is told again, later, until it answers with a 2xx', async () => {
    const { received, url } = await receiver(500, 302);
    const lines: string[] = [];
    const sandbox = await sandboxForTest({
      ...instant,
      webhook: { url: `${url}?key=secret`, retryDelaysMs: [1, 2, 3] },
      onRequest: (line) => line.includes(' webhook ') && lines.push(line),
    });
    await link(sandbox, '9201');
    await sandbox.log.waitFor({ webhookDeliveries: 3 });
    expect(sandbox.log.webhookDeliveries.map(({ attempt, status, retryInMs }) => [attempt, status, retryInMs])).toEqual(
      [
        [1, 500, 1],
        [2, 302, 2],
        [3, 204, undefined],
      ],
    );
    expect(new Set(received.map(({ event }) => event.id)).size).toBe(1);
    expect(received).toHaveLength(3);
    const [, , last] = lines;
    expect(lines[0]).toMatch(
      / webhook 500 POST http:\/\/127\.0\.0\.1:\d+\/webhook event \d+, attempt 1 again in 1 ms$/,
    );
    expect(last).toMatch(/ webhook 204 POST .*, attempt 3$/);
    expect(lines.join()).not.toContain('secret');
  });

  it('that answers nothing is given up after the last attempt, and the log says why', async () => {
    const { url } = await receiver();
    const closed = url.replace(/:\d+/, ':1');
    const sandbox = await sandboxForTest({ ...instant, webhook: { url: closed, retryDelaysMs: [1] } });
    await link(sandbox, '9201');
    await sandbox.log.waitFor({ webhookDeliveries: 2 });
    const [, last] = sandbox.log.webhookDeliveries;
    expect(last).toMatchObject({ attempt: 2, status: undefined, retryInMs: undefined, url: closed });
    expect(last?.error).toBeTruthy();
  });

  it('may be told twice of one event, and again when a test asks for it', async () => {
    const { received, url } = await receiver();
    const sandbox = await sandboxForTest(instant);
    sandbox.webhook.url = url;
    sandbox.webhook.duplicates = true;
    await link(sandbox, '9201');
    await sandbox.log.waitFor({ webhookDeliveries: 2 });
    const event = sandbox.log.webhookDeliveries[0]?.event as SyncEvent;
    sandbox.webhook.resend(event.id);
    await sandbox.log.waitFor({ webhookDeliveries: 3 });
    expect(received.map((one) => one.event)).toEqual([event, event, event]);
    expect(() => sandbox.webhook.resend('1')).toThrow('has sent no event "1"');
  });

  it('is told nothing while it has no URL, and takes only URLs of the web', async () => {
    const sandbox = await sandboxForTest(instant);
    await link(sandbox, '9201');
    expect(sandbox.log.webhookDeliveries).toEqual([]);
    expect(() => {
      sandbox.webhook.url = 'ftp://app.example/';
    }).toThrow('https: or http:');
    await expect(sandboxForTest({ webhook: 'app.example' })).rejects.toThrow('must be an https: or http: URL');
  });
});
