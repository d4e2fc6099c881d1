import { createLinxo } from '@linxo-guard/core';
import { type Sandbox, SANDBOX_USERS, startSandbox } from '@linxo-guard/core/sandbox';
import { collectMetrics, traceTokenRequests } from '@linxo-guard/example-observability';
import { SpanStatusCode } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, it } from 'vitest';

const { username, password } = SANDBOX_USERS.camille;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

it('the events of linxo-guard become metrics and spans, without a secret in either', async () => {
  await using connect = createLinxo({ ...sandbox.options, policy: { retryDelayMs: 1 } });
  const register = new Registry();
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const stops = [collectMetrics(connect, register), traceTokenRequests(provider.getTracer('test'))];

  sandbox.faults.next('token', { kind: 'status', status: 500 });
  const wanted = { subject: { username, password }, scopes: ['accounts_read'] as const };
  const token = await connect.tokens.getAccessToken(wanted);
  await connect.tokens.getAccessToken(wanted);

  const metrics = await register.metrics();
  expect(metrics).toContain('linxo_token_request_duration_seconds_count{grant_type="password",outcome="token"} 1');
  expect(metrics).toContain('outcome="ERR_AUTHORIZATION_SERVER_UNAVAILABLE"} 1');
  expect(metrics).toContain('linxo_subjects 1');
  const spans = exporter.getFinishedSpans();
  expect(spans.map(({ name, status }) => [name, status.code])).toEqual([
    ['linxo token request', SpanStatusCode.ERROR],
    ['linxo token request', SpanStatusCode.UNSET],
  ]);
  expect(spans.map(({ attributes }) => attributes['http.request.resend_count'])).toEqual([0, 1]);

  const shown =
    metrics + JSON.stringify(spans.map(({ attributes, events, status }) => ({ attributes, events, status })));
  for (const secret of [token.value, password, sandbox.options.clientSecret]) expect(shown).not.toContain(secret);

  for (const stop of stops) stop();
  await connect.tokens.forget(wanted.subject);
  await connect.tokens.getAccessToken(wanted);
  expect(exporter.getFinishedSpans()).toHaveLength(2);
});
