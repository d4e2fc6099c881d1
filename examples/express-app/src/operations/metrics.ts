/** Metrics for Prometheus, on a port of their own, which nobody outside should reach. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Services } from '../services.ts';

const BUCKETS_SECONDS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Counts the requests of a server, and returns another server that tells them. The caller listens and closes. */
export function createMetrics({ connect, database }: Services, counted: Server): Server {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  // No label has a value that a caller chooses, so that nobody can fill the memory.
  const labelNames = ['status'] as const;
  const requests = new Counter({
    name: 'app_requests_total',
    help: 'Requests that were answered.',
    labelNames,
    registers,
  });
  const durations = new Histogram({
    name: 'app_request_seconds',
    help: 'Time to the end of the answer.',
    buckets: BUCKETS_SECONDS,
    registers,
  });
  counted.on('request', (_request: IncomingMessage, response: ServerResponse) => {
    const end = durations.startTimer();
    response.once('close', () => {
      end();
      requests.inc({ status: response.statusCode });
    });
  });
  registry.registerMetric(
    new Gauge({
      name: 'linxo_token_requests',
      help: 'Counts of the Linxo instance since it was made.',
      labelNames: ['what'],
      registers: [],
      collect() {
        for (const [what, count] of Object.entries(connect.stats()))
          if (typeof count === 'number') this.set({ what }, count);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'app_events',
      help: 'Events of the webhook, by what became of them.',
      labelNames: ['status'],
      registers: [],
      async collect() {
        const rows = await database
          .selectFrom('events')
          .select(({ fn }) => ['status', fn.countAll<number | string>().as('count')])
          .groupBy('status')
          .execute();
        this.reset();
        for (const { status, count } of rows) this.set({ status }, Number(count));
      },
    }),
  );
  return createServer((request, response) => void answer(registry, request, response));
}

async function answer(registry: Registry, { url }: IncomingMessage, response: ServerResponse): Promise<void> {
  if (url !== '/metrics') return void response.writeHead(404).end();
  try {
    const text = await registry.metrics();
    response.writeHead(200, { 'Content-Type': registry.contentType }).end(text);
  } catch {
    response.writeHead(503).end();
  }
}
