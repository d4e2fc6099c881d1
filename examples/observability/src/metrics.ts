/** Turns the events of linxo-guard on node:diagnostics_channel into Prometheus metrics. */
import { subscribe, tracingChannel, unsubscribe } from 'node:diagnostics_channel';
import {
  CHANNELS,
  type Linxo,
  type RefreshEvent,
  type RefusalEvent,
  type StoreFailureEvent,
  type TokenRequestEvent,
} from '@linxo-guard/core';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/**
 * Counts and times the events of all Linxo instances of this process, and gauges the state of one of them.
 *
 * @returns a function that stops it
 */
export function collectMetrics(connect: Linxo, register: Registry): () => void {
  const registers = [register];
  const duration = new Histogram({
    name: 'linxo_token_request_duration_seconds',
    help: 'Duration of requests to the token endpoint.',
    labelNames: ['grant_type', 'outcome'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const refreshes = new Counter({
    name: 'linxo_refreshes_total',
    help: 'Background refreshes.',
    labelNames: ['outcome'],
    registers,
  });
  const refusals = new Counter({
    name: 'linxo_refusals_total',
    help: 'Requests that a guard refused.',
    labelNames: ['code'],
    registers,
  });
  const failures = new Counter({
    name: 'linxo_store_failures_total',
    help: 'Failures of the shared store.',
    labelNames: ['operation'],
    registers,
  });
  const subjects: Gauge = new Gauge({
    name: 'linxo_subjects',
    help: 'Subjects whose tokens are in memory.',
    registers,
    collect() {
      subjects.set(connect.stats().subjects);
    },
  });

  const onTokenRequest = {
    asyncEnd: ({ grantType, outcome = 'aborted', durationMs = 0 }: TokenRequestEvent) =>
      duration.observe({ grant_type: grantType, outcome }, durationMs / 1000),
  };
  const onRefresh = (event: unknown) => refreshes.inc({ outcome: (event as RefreshEvent).outcome });
  const onRefusal = (event: unknown) => refusals.inc({ code: (event as RefusalEvent).code });
  const onStoreFailure = (event: unknown) => failures.inc({ operation: (event as StoreFailureEvent).operation });

  const tokenRequests = tracingChannel<TokenRequestEvent>(CHANNELS.tokenRequest);
  // The type requires all five channels, although the function accepts any of them.
  const subscribers = onTokenRequest as unknown as Parameters<typeof tokenRequests.subscribe>[0];
  tokenRequests.subscribe(subscribers);
  subscribe(CHANNELS.refresh, onRefresh);
  subscribe(CHANNELS.refusal, onRefusal);
  subscribe(CHANNELS.storeFailure, onStoreFailure);
  return () => {
    tokenRequests.unsubscribe(subscribers);
    unsubscribe(CHANNELS.refresh, onRefresh);
    unsubscribe(CHANNELS.refusal, onRefusal);
    unsubscribe(CHANNELS.storeFailure, onStoreFailure);
  };
}
