/** Starts a stand-in for Linxo Connect on loopback: an authorization server, the API v2.1 and the widgets, over real HTTP. */
import { setMaxListeners } from 'node:events';
import { answerApi, endpointOf } from './api/api.ts';
import { answerControl } from './control/control.ts';
import { createSandbox } from './create-sandbox.ts';
import { FaultPlan } from './faults/fault-plan.ts';
import { Holds } from './faults/holds.ts';
import { listenAll } from './listen-all.ts';
import { deliveryLog } from './log/delivery-log.ts';
import { RequestLog } from './log/request-log.ts';
import { answerAuthorizationServer } from './oauth/authorization-server.ts';
import { signingKey } from './oauth/signing-key.ts';
import { checkOptions } from './options-schema.ts';
import { DEFAULT_CLIENT_ID, DEFAULT_HOST, DEFAULT_SEED, type SandboxOptions } from './options.ts';
import type { Sandbox } from './sandbox.ts';
import { createRandom } from './seed/random.ts';
import { isControlPath } from './target.ts';
import { serve, type Surroundings } from './serve.ts';
import { answerWidgets } from './widgets/widgets.ts';
import type { WidgetSessions } from './widgets/widget-session.ts';
import { createWorld, resetWorld } from './world/create-world.ts';

/** The records of each kind that a sandbox keeps at least if it runs for long. A test's sandbox keeps all. */
const LOG_OF_A_SERVICE = 5_000;

/**
 * Starts a sandbox. It keeps no process alive by itself, unless `keepAlive` says so; close it when you are done
 * (`await sandbox.close()`, or `await using`).
 *
 * @throws {TypeError} If an option does not exist, or has a wrong value. The message says what would be right.
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
  checkOptions(options);
  const { host = DEFAULT_HOST, hostNames = [], ports = {}, keepAlive = false } = options;
  const { clientId = DEFAULT_CLIENT_ID, seed = DEFAULT_SEED } = options;
  const world = createWorld(options);
  const closing = new AbortController();
  // Each answer that is slow listens to it.
  setMaxListeners(0, closing.signal);
  let random = createRandom(`${seed}/faults`);
  const surroundings: Surroundings = {
    log: new RequestLog(world.clock, endpointOf, keepAlive ? LOG_OF_A_SERVICE : Number.POSITIVE_INFINITY),
    faults: new FaultPlan(world.clock, () => random.fraction()),
    holds: new Holds(),
    closing: closing.signal,
    clock: world.clock,
    onRequest: options.onRequest,
  };
  world.webhook.log = deliveryLog(surroundings.log, world.clock, options.onRequest);
  const sessions: WidgetSessions = { tokens: new Map(), flows: new Map() };
  const reset = (): void => {
    resetWorld(world, options);
    sessions.tokens.clear();
    sessions.flows.clear();
    surroundings.holds.releaseAll();
    surroundings.faults.clear();
    random = createRandom(`${seed}/faults`);
    surroundings.log.clear();
  };
  const control = { ...surroundings, world, reset, host, adminToken: options.adminToken, seed };
  const listeners = await listenAll(
    { host, hostNames, ports, keepAlive },
    {
      authorizationServer: serve(
        'authorizationServer',
        (exchange, quirks) =>
          isControlPath(exchange.path)
            ? answerControl(exchange, control)
            : answerAuthorizationServer(exchange, quirks, world),
        surroundings,
      ),
      api: serve('api', (exchange) => answerApi(exchange, world), surroundings),
      widgets: serve('widgets', (exchange) => answerWidgets(exchange, sessions, world), surroundings),
    },
  );
  world.places.widgets = world.places.links ?? listeners.widgets.origin;
  world.tokens.issuer = listeners.authorizationServer.origin;
  // The key is created now, so that the first token request takes no longer than the others.
  await signingKey();
  return createSandbox({ clientId, world, listeners, surroundings, closing, reset });
}
