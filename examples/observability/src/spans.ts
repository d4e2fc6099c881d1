/** Creates OpenTelemetry spans for token requests. */
import { tracingChannel } from 'node:diagnostics_channel';
import { CHANNELS, type TokenRequestEvent } from '@linxo-guard/core';
import { type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';

/**
 * Creates a client span for each request to the token endpoint, as a child of the span that is active when it is sent.
 *
 * @returns a function that stops it
 */
export function traceTokenRequests(tracer: Tracer): () => void {
  const spans = new WeakMap<TokenRequestEvent, Span>();
  const subscribers = {
    start(event: TokenRequestEvent) {
      const attributes = {
        'url.full': event.tokenEndpoint,
        'linxo.grant_type': event.grantType,
        'linxo.scope': event.scope,
        'http.request.resend_count': event.attempt,
      };
      spans.set(event, tracer.startSpan('linxo token request', { kind: SpanKind.CLIENT, attributes }));
    },
    asyncEnd(event: TokenRequestEvent) {
      const span = spans.get(event);
      span?.setAttribute('linxo.outcome', event.outcome ?? 'aborted');
      if (event.outcome !== 'token')
        span?.setStatus({ code: SpanStatusCode.ERROR, message: event.outcome ?? 'aborted' });
      span?.end();
    },
  };
  const channel = tracingChannel<TokenRequestEvent>(CHANNELS.tokenRequest);
  const partial = subscribers as unknown as Parameters<typeof channel.subscribe>[0];
  channel.subscribe(partial);
  return () => channel.unsubscribe(partial);
}
