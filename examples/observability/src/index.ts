/** Prometheus metrics and OpenTelemetry spans from what linxo-guard announces. */
export { collectMetrics } from './metrics.ts';
export { traceTokenRequests } from './spans.ts';
