/** The state that the three listeners share: settings, clients, users, their data and the issued tokens. */
import type { SandboxClock } from '../clock/sandbox-clock.ts';
import type { TokenIssuer } from '../oauth/token-issuer.ts';
import type { IdSource } from '../seed/ids.ts';
import type { Rules, Wire } from '../settings.ts';
import type { Synchronizations } from '../synchronization/synchronizations.ts';
import type { Webhook } from '../webhook/webhook.ts';
import type { Clients } from './clients.ts';
import type { UserData } from './user-data.ts';
import type { Users } from './users.ts';

export interface World {
  readonly wire: Wire;
  readonly rules: Rules;
  readonly clients: Clients;
  readonly users: Users;
  /** The data of each user, by user id. */
  readonly data: Map<string, UserData>;
  readonly tokens: TokenIssuer;
  readonly ids: IdSource;
  /**
   * The origin of the widgets, once they are listening, and that of the links of widget sessions, unless they have the host under
   * which the application opened the session.
   */
  readonly places: { widgets: string; links: string | undefined };
  readonly synchronizations: Synchronizations;
  readonly webhook: Webhook;
  /** Returns the sandbox's time, in milliseconds since the epoch. */
  readonly clock: () => number;
  /** Stops and moves the clock. */
  readonly time: SandboxClock;
}

/** Returns the time now in seconds since the epoch, the unit of the API's payloads. */
export function epochSeconds(world: Pick<World, 'clock'>): number {
  return Math.floor(world.clock() / 1000);
}
