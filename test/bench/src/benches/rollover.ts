/** What callers notice when a token is replaced by the next one. */
import type { SandboxConnectOptions } from '@linxo-guard/core/sandbox';
import { startChild } from '../measure/child.ts';
import { interleave, rowsOf } from '../measure/interleave.ts';
import { latencies, type Target } from '../measure/load.ts';
import { atMost, rowOf } from '../report/bars.ts';
import type { Benchmark, Finding, Row } from '../result.ts';

const ROUNDS = 5;
const LIFETIME_S = 10;
const LONG_S = 3600;
const TOKEN_DELAY_MS = 200;
/** The refresh window of a token of 10 s begins at 7.8 to 8.2 s, its end is at 10 s: all of it lies in here. */
const WINDOW_MS = { from: 6_000, to: 10_500 };

const OURS = 'linxo-guard, with a rollover';
const OURS_WITHOUT = 'linxo-guard, without';
const HAND_WRITTEN = 'hand-written cache, with a rollover';

interface Case {
  readonly name: string;
  readonly kind: Row['kind'];
  readonly contender: 'ours' | 'hand-written';
  readonly lifetimeSeconds: number;
}

const CASES: readonly Case[] = [
  { name: OURS_WITHOUT, kind: 'floor', contender: 'ours', lifetimeSeconds: LONG_S },
  { name: OURS, kind: 'ours', contender: 'ours', lifetimeSeconds: LIFETIME_S },
  { name: HAND_WRITTEN, kind: 'peer', contender: 'hand-written', lifetimeSeconds: LIFETIME_S },
];

/** Loads a fresh application for as long as a token lives, and keeps what was answered around the rollover. */
async function around({ contender, lifetimeSeconds }: Case) {
  const sandbox = await startChild('sandbox', [lifetimeSeconds, TOKEN_DELAY_MS]);
  const app = await startChild('rolling-over', [contender, await sandbox.ask<SandboxConnectOptions>('where')]);
  try {
    const answered = await latencies(await app.ask<Target>('where'), WINDOW_MS.to);
    const tokenRequests = await sandbox.ask<number>('token-requests');
    if (tokenRequests < 2 === (lifetimeSeconds === LIFETIME_S)) {
      throw new Error(`${tokenRequests} token requests for tokens of ${lifetimeSeconds} s: nothing was measured.`);
    }
    const kept = answered.filter(({ atMs }) => atMs >= WINDOW_MS.from).map(({ latencyMs }) => latencyMs);
    return { kept: kept.toSorted((one, other) => one - other), tokenRequests };
  } finally {
    await Promise.all([app.end(), sandbox.end()]);
  }
}

export const rollover: Benchmark = {
  id: 'rollover',
  async run(): Promise<Finding> {
    const rounds = new Map<string, Awaited<ReturnType<typeof around>>[]>(CASES.map(({ name }) => [name, []]));
    const percentile = (part: number) => (kept: readonly number[]) => kept[Math.floor(part * (kept.length - 1))] ?? 0;
    const p99 = await interleave(
      CASES.map((one) => ({
        name: one.name,
        kind: one.kind,
        async measure() {
          const found = await around(one);
          rounds.get(one.name)?.push(found);
          return percentile(0.99)(found.kept);
        },
      })),
      ROUNDS,
    );
    const others = (valueOf: (kept: readonly number[], tokenRequests: number) => number) => {
      const values = [...rounds].map(
        ([name, found]) => [name, found.map((one) => valueOf(one.kept, one.tokenRequests))] as const,
      );
      return rowsOf(p99, new Map(values));
    };
    const waiting = others((kept) => kept.filter((ms) => ms > TOKEN_DELAY_MS / 2).length);
    return {
      id: 'rollover',
      title: 'A token rollover',
      how: `An Express application with one guarded route, 10 connections that send one request after the other. Tokens live ${LIFETIME_S} s, a token request takes ${TOKEN_DELAY_MS} ms. Looked at: what was answered from second ${WINDOW_MS.from / 1000} to ${WINDOW_MS.to / 1000}, while one token is replaced by the next.`,
      tables: [
        { title: 'Latency, 99th percentile', unit: 'ms', rows: p99 },
        { title: 'Latency, median', unit: 'ms', rows: others(percentile(0.5)) },
        { title: 'Latency, longest', unit: 'ms', rows: others(percentile(1)) },
        { title: 'Callers that waited for a token', unit: 'callers', rows: waiting },
        { title: 'Token requests', unit: 'requests', rows: others((_, tokenRequests) => tokenRequests) },
      ],
      bars: [
        atMost('p99 with a rollover, to p99 without one', 1.1, rowOf(p99, OURS)),
        {
          claim: 'callers that wait for a rollover: 0',
          measured: String(rowOf(waiting, OURS).value.high),
          holds: rowOf(waiting, OURS).value.high === 0,
        },
      ],
    };
  },
};
