/** Creates the object by which tests inspect, change and close a running sandbox. */
import type { Listeners } from './listen-all.ts';
import type { Sandbox } from './sandbox.ts';
import type { Surroundings } from './serve.ts';
import { VERSION_PREFIX } from './target.ts';
import type { World } from './world/world.ts';
import type { SandboxUser } from './world/users.ts';

export interface SandboxParts {
  /** The id of the client that the sandbox's options name. */
  readonly clientId: string;
  readonly world: World;
  readonly listeners: Listeners;
  readonly surroundings: Surroundings;
  readonly closing: AbortController;
  /** Sets everything back to how it was at the start. */
  readonly reset: () => void;
}

export function createSandbox(parts: SandboxParts): Sandbox {
  const { clientId: defaultClientId, world, listeners, surroundings, closing, reset } = parts;
  const { log, faults, holds } = surroundings;
  const { clients, users, tokens } = world;
  const environment = {
    authorizationServer: listeners.authorizationServer.origin,
    api: listeners.api.origin + VERSION_PREFIX,
    widgets: listeners.widgets.origin + VERSION_PREFIX,
  };
  const user = (username: string): SandboxUser => {
    const known = users.byUsername(username);
    if (known === undefined) throw new Error(`The sandbox has no user ${JSON.stringify(username)}`);
    return known;
  };
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    world.synchronizations.close();
    world.webhook.close();
    closed ??= closeAll(listeners, surroundings, closing);
    return closed;
  };
  return {
    ...environment,
    get options() {
      const clientSecret = clients.find(defaultClientId)?.clientSecret ?? '';
      const [provider = 'connect'] = [world.rules.provider].flat();
      const options = { environment, clientId: defaultClientId, clientSecret };
      return provider === 'connect' ? options : { ...options, provider };
    },
    clock: world.time,
    log,
    faults,
    wire: world.wire,
    rules: world.rules,
    synchronizations: world.synchronizations,
    webhook: world.webhook,
    get users() {
      return users.list();
    },
    user,
    hold: (target) => holds.hold(target),
    setClientSecret: (clientSecret, clientId = defaultClientId) => clients.change(clientId, { clientSecret }),
    setClientScopes: (scopes, clientId = defaultClientId) => clients.change(clientId, { scopes }),
    setPassword: (username, password) => users.change(user(username).id, { password }),
    allow: (username, scopes) => users.change(user(username).id, { scopes }),
    revoke: (token) => tokens.revoke(token),
    reset,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function closeAll(listeners: Listeners, { holds, log }: Surroundings, closing: AbortController): Promise<void> {
  closing.abort();
  await Promise.all(Object.values(listeners).map((listener) => listener.close()));
  holds.releaseAll();
  log.close();
}
