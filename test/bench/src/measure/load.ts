/** Load from autocannon, bounded in requests and connections. */
import autocannon from 'autocannon';

/** Where to send requests. */
export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a load came to. */
export interface Load {
  readonly requestsPerSecond: number;
}

/**
 * Sends a number of requests and waits for their answers.
 *
 * @throws Error when an answer is not a 2xx: then the numbers would mean nothing
 */
export async function load({ url, headers }: Target, requests: number, connections: number): Promise<Load> {
  const startedAtMs = performance.now();
  let lastAtMs = startedAtMs;
  const result = await run({ url, headers: { ...headers }, amount: requests, connections }, () => {
    // Autocannon itself ends at the next tick of its second.
    lastAtMs = performance.now();
  });
  if (result['2xx'] !== requests) throw new Error(`${url}: ${result['2xx']} of ${requests} answers are 2xx.`);
  return { requestsPerSecond: (requests * 1000) / (lastAtMs - startedAtMs) };
}

/** One answer: when it came, counted from the start, and how long it took. */
export interface Answered {
  readonly atMs: number;
  readonly latencyMs: number;
}

/** Sends requests over 10 connections for some time and tells the latency of each. The first 2xx starts the clock. */
export async function latencies({ url, headers }: Target, durationMs: number): Promise<readonly Answered[]> {
  const answered: Answered[] = [];
  await (await fetch(url, { headers })).arrayBuffer();
  const startedAtMs = performance.now();
  const result = await run(
    { url, headers: { ...headers }, connections: 10, duration: Math.ceil(durationMs / 1000) },
    (latencyMs) => answered.push({ atMs: performance.now() - startedAtMs, latencyMs }),
  );
  if (result.non2xx > 0) throw new Error(`${url}: ${result.non2xx} answers are not 2xx.`);
  return answered;
}

function run(options: autocannon.Options, onAnswer: (latencyMs: number) => void): Promise<autocannon.Result> {
  return new Promise((resolve, reject) => {
    const instance = autocannon({ ...options, sampleInt: 50 }, (error: Error | null, result) => {
      if (error) reject(error);
      else if (result.errors > 0) reject(new Error(`${options.url}: ${result.errors} requests failed.`));
      else resolve(result);
    });
    instance.on('response', (_client, _status, _bytes, latencyMs) => onAnswer(latencyMs));
  });
}
