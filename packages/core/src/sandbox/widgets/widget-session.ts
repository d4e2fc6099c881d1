/** Opens widget sessions with a user's access token and the client's secret. They exist until the sandbox closes. */
import { randomBytes } from 'node:crypto';
import { hasContentType, type Exchange } from '../http/exchange.ts';
import { readForm } from '../http/form.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { ApiError } from '../api/api-error.ts';
import { verifyToken } from '../oauth/verify-token.ts';
import type { IssuedToken } from '../oauth/token-issuer.ts';
import type { World } from '../world/world.ts';
import type { Flows } from './flow.ts';
import { WIDGET_ACTIONS } from './widget-actions.ts';

/** The widget sessions and the flows that they started. */
export interface WidgetSessions {
  /** The token of each session, by its id. */
  readonly tokens: Map<string, IssuedToken>;
  readonly flows: Flows;
}

export async function openSession(exchange: Exchange, sessions: WidgetSessions, world: World): Promise<Reply> {
  const body = readBody(exchange);
  const text = (name: string): string => {
    const value = body[name];
    if (typeof value !== 'string' || value === '')
      throw new ApiError('PARAMETER_MISSING', `Missing parameter: ${name}`);
    return value;
  };
  const clientId = text('client_id');
  const verdict = await verifyToken(text('access_token'), world);
  if (world.clients.find(clientId)?.clientSecret !== text('client_secret')) {
    throw new ApiError('UNAUTHORIZED', 'Unknown client, or wrong secret');
  }
  if (verdict.kind === 'bad') throw new ApiError('UNAUTHORIZED', verdict.why);
  if (verdict.token.clientId !== clientId) throw new ApiError('FORBIDDEN', 'The access token is of another client');
  if (verdict.token.subject === clientId) throw new ApiError('FORBIDDEN', "A widget wants a user's access token");

  const sessionId = randomBytes(16).toString('hex');
  sessions.tokens.set(sessionId, verdict.token);
  const origin = world.places.links ?? `http://${exchange.headers['host'] ?? ''}`;
  const links: Record<string, string> = {};
  for (const [name, { path }] of Object.entries(WIDGET_ACTIONS)) {
    links[name] = `${origin}/widget/${path}?session_id=${sessionId}`;
  }
  return jsonReply(200, { session_id: sessionId, _links: links });
}

function readBody(exchange: Exchange): Readonly<Record<string, unknown>> {
  if (!hasContentType(exchange, 'application/json')) return readForm(exchange).values;
  try {
    const body: unknown = JSON.parse(exchange.body);
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    throw new ApiError('PARAMETER_INVALID', 'The body is not JSON');
  }
}
