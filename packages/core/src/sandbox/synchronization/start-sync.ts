/** Starts the synchronization of a connection. */
import type { Connection } from '../data/payloads.ts';
import type { UserData } from '../world/user-data.ts';
import type { World } from '../world/world.ts';
import type { SyncRun } from './stages.ts';
import { bankOutcomeOf } from './sync-outcome.ts';

type RunFacts = Partial<Omit<SyncRun, 'userId' | 'connectionId' | 'brought'>>;

/** Sets a connection to `RUNNING` and returns it as it is then, which is ended already where a synchronization takes no time. */
export function startSync(connection: Connection, data: UserData, world: World, facts: RunFacts = {}): Connection {
  const { id, user_id: userId } = connection;
  data.connections.set(id, { ...connection, status: 'RUNNING' });
  const run: SyncRun = { type: 'ALL', ...facts, userId, connectionId: id, brought: new Set() };
  world.synchronizations.start(run, world, bankOutcomeOf(connection).slowness);
  return data.connections.get(id) ?? connection;
}
