/** Creates the state of a new sandbox from its options, and sets it back to how it began. */
import { createSandboxClock } from '../clock/sandbox-clock.ts';
import { TokenIssuer } from '../oauth/token-issuer.ts';
import { DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, DEFAULT_SEED, type SandboxOptions } from '../options.ts';
import { createIdSource } from '../seed/ids.ts';
import { populate } from '../seed/populate.ts';
import { SANDBOX_USERS } from '../seed/sandbox-users.ts';
import { DEFAULT_RULES, DEFAULT_WIRE } from '../settings.ts';
import { Synchronizations } from '../synchronization/synchronizations.ts';
import { Webhook } from '../webhook/webhook.ts';
import { Clients, DEFAULT_CLIENT_SCOPES } from './clients.ts';
import { Users } from './users.ts';
import type { World } from './world.ts';

export function createWorld(options: SandboxOptions): World {
  const time = createSandboxClock(options.clock ?? Date.now, options.frozenAt);
  const clock = (): number => time.now();
  // A setting that does not exist cannot be assigned to.
  const wire = Object.seal({ ...DEFAULT_WIRE });
  const world: World = {
    wire,
    rules: Object.seal({ ...DEFAULT_RULES }),
    clients: new Clients(),
    users: new Users(),
    data: new Map(),
    tokens: new TokenIssuer(wire, clock),
    ids: createIdSource(),
    places: { widgets: 'http://127.0.0.1', links: originOf(options.widgetsUrl) },
    synchronizations: new Synchronizations(options.synchronization?.durationMs),
    webhook: new Webhook(options.webhook),
    clock,
    time,
  };
  fill(world, options);
  return world;
}

function originOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : new URL(url).origin;
}

/** Sets clock, settings, clients, users and data back, and drops all tokens, synchronizations and events. */
export function resetWorld(world: World, options: SandboxOptions): void {
  world.time.reset();
  world.synchronizations.reset(options.synchronization?.durationMs);
  world.webhook.reset(options.webhook);
  for (const part of [world.clients, world.users, world.data, world.tokens, world.ids]) part.clear();
  fill(world, options);
}

function fill(world: World, options: SandboxOptions): void {
  const {
    clientId = DEFAULT_CLIENT_ID,
    clientSecret = DEFAULT_CLIENT_SECRET,
    clientScopes = DEFAULT_CLIENT_SCOPES,
    clients = [],
    users = Object.values(SANDBOX_USERS),
    seed = DEFAULT_SEED,
  } = options;
  Object.assign(world.wire, DEFAULT_WIRE, options.wire);
  Object.assign(world.rules, DEFAULT_RULES, options.rules);
  for (const client of [{ clientId, clientSecret, scopes: clientScopes }, ...clients]) world.clients.add(client);
  populate(world, users, seed);
}
