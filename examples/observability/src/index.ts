/** Prometheus metrics and OpenTelemetry spans from the events of linxo-guard. */
export { collectMetrics } from './metrics.ts';
export { traceTokenRequests } from './spans.ts';
