/** Makes what the application is built on: the database, the Linxo instance, the log. They are made once, and handed to `createApp`. */
import { createLinxo, type Linxo, type LinxoOptions } from '@linxo-guard/core';
import type { Logger } from 'pino';
import type { Config } from './config/config.ts';
import { openDatabase } from './database/open-database.ts';
import type { Database } from './database/schema.ts';
import { type Categories, createCategories } from './transactions/categories.ts';
import { createVault, type Vault } from './linxo/vault.ts';
import { type EventWorker, startEventWorker } from './webhook/event-worker.ts';
import { createLog } from './operations/log.ts';
import { type AttemptLimits, createAttemptLimits } from './people/attempt-limits.ts';

export interface Services {
  readonly config: Config;
  readonly connect: Linxo;
  /** The base URL of Linxo's widgets, if the environment has some. */
  readonly widgets: string | undefined;
  readonly database: Database;
  /** Encrypts the Linxo passwords. */
  readonly vault: Vault;
  readonly categories: Categories;
  readonly limits: AttemptLimits;
  /** Works on what Linxo reports. */
  readonly events: EventWorker;
  readonly log: Logger;
  close(): Promise<void>;
}

/** Opens the database and makes the Linxo instance. Nothing is requested of Linxo yet. */
export async function openServices(config: Config, linxo: LinxoOptions): Promise<Services> {
  const connect = createLinxo(linxo);
  const database = await openDatabase(config.databaseUrl);
  const services = {
    config,
    connect,
    widgets: connect.describe().widgets,
    database,
    vault: createVault(config.passwordKeys),
    categories: createCategories(),
    limits: createAttemptLimits(database),
    log: createLog(config.logLevel),
    async close() {
      await events.close();
      await connect.close();
      await database.destroy();
    },
  };
  const events = startEventWorker(services);
  return { ...services, events };
}
