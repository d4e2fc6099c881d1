/** Puts a server under load from autocannon and prints what its callers noticed: `node load.js [url, bound, fromMs, waitingMs]`. */
import autocannon from 'autocannon';
import { argsOf, output } from '../measure/output-of.ts';

const CONNECTIONS = 10;
const [url, bound, fromMs, waitingMs] = argsOf<[string, { amount: number } | { duration: number }, number, number]>();

// The first request makes the server fetch its token, and is not what is looked at.
await (await fetch(url)).arrayBuffer();
const latenciesMs: number[] = [];
const startedAtMs = performance.now();
autocannon({ url, connections: CONNECTIONS, sampleInt: 50, ...bound }, (_error, { errors, non2xx }) => {
  // Numbers of a server that answers something else would mean nothing.
  if (errors + non2xx > 0) throw new Error(`${url}: ${errors + non2xx} requests failed.`);
  const sorted = latenciesMs.toSorted((one, other) => one - other);
  const p99Ms = sorted[Math.floor(0.99 * (sorted.length - 1))];
  output({ p99Ms, waiting: sorted.filter((latencyMs) => latencyMs >= waitingMs).length });
}).on('response', (_client, _status, _bytes, latencyMs) => {
  if (performance.now() - startedAtMs >= fromMs) latenciesMs.push(latencyMs);
});
