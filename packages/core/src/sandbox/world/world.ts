/** Everything that the three listeners share: settings, clients, users, their data, and the tokens that were issued. */

import type { TokenIssuer } from '../oauth/token-issuer.ts';
import type { IdSource } from '../seed/ids.ts';
import type { Rules, Wire } from '../settings.ts';
import type { Clients } from './clients.ts';
import type { UserData } from './user-data.ts';
import type { Users } from './users.ts';

export interface World {
  readonly wire: Wire;
  readonly rules: Rules;
  readonly clients: Clients;
  readonly users: Users;
  /** By user id. */
  readonly data: Map<string, UserData>;
  readonly tokens: TokenIssuer;
  readonly ids: IdSource;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** Now, in the unit that the API's payloads use. */
export function epochSeconds(world: Pick<World, 'clock'>): number {
  return Math.floor(world.clock() / 1000);
}
