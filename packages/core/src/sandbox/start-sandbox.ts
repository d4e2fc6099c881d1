/** Starts a stand-in for Linxo Connect on loopback: an authorization server, the API v2.1 and the widgets, over real HTTP. */
import { setMaxListeners } from 'node:events';
import { answerApi, endpointOf } from './api/api.ts';
import { FaultPlan } from './faults/fault-plan.ts';
import { Holds } from './faults/holds.ts';
import { RequestLog } from './log/request-log.ts';
import { answerAuthorizationServer } from './oauth/authorization-server.ts';
import { signingKey } from './oauth/signing-key.ts';
import { DEFAULT_CLIENT_ID, type SandboxOptions } from './options.ts';
import { createSandbox } from './create-sandbox.ts';
import { listenAll } from './listen-all.ts';
import type { Sandbox } from './sandbox.ts';
import { serve, type Surroundings } from './serve.ts';
import { answerWidgets } from './widgets/widgets.ts';
import type { WidgetSessions } from './widgets/widget-session.ts';
import { createWorld } from './world/create-world.ts';

/**
 * Starts a sandbox. The process keeps running until the sandbox is closed (`await sandbox.close()`, or `await using`).
 *
 * @example
 * ```ts
 * await using sandbox = await startSandbox();
 * await using connect = createLinxo(sandbox.options);
 * const { username, password } = SANDBOX_USERS.camille;
 * const api = connect.api({ subject: { username, password }, scopes: ['accounts_read'] });
 * ```
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = createWorld(options);
  const closing = new AbortController();
  // Each answer that is slow listens to it.
  setMaxListeners(0, closing.signal);
  const surroundings: Surroundings = {
    log: new RequestLog(world.clock, endpointOf),
    faults: new FaultPlan(),
    holds: new Holds(),
    closing: closing.signal,
  };
  world.webhook.log = (attempt) => surroundings.log.attempted(attempt);
  const sessions: WidgetSessions = { tokens: new Map(), flows: new Map() };
  const listeners = await listenAll(options.ports ?? {}, {
    authorizationServer: serve(
      'authorizationServer',
      (exchange, quirks) => answerAuthorizationServer(exchange, quirks, world),
      surroundings,
    ),
    api: serve('api', (exchange) => answerApi(exchange, world), surroundings),
    widgets: serve('widgets', (exchange) => answerWidgets(exchange, sessions, world), surroundings),
  });
  world.places.widgets = listeners.widgets.origin;
  world.tokens.issuer = listeners.authorizationServer.origin;
  // The key is created now, so that the first token request takes no longer than the others.
  await signingKey();
  return createSandbox(options.clientId ?? DEFAULT_CLIENT_ID, world, listeners, surroundings, closing);
}
