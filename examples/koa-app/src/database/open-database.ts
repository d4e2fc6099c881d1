/** Opens the database: an embedded one in a file, or PostgreSQL. The rest of the application does not know which. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, Migrator, PostgresDialect, SqliteDialect } from 'kysely';
import Libsql from 'libsql';
import pg from 'pg';
import { MIGRATIONS } from './migrations/index.ts';
import type { Database, Tables } from './schema.ts';

const IN_MEMORY = ':memory:';
const BUSY_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 5_000;
const MAX_CONNECTIONS = 10;

/** Opens the database at a URL and brings its tables up to date. */
export async function openDatabase(url: string): Promise<Database> {
  const database = new Kysely<Tables>({ dialect: url.startsWith('file:') ? embedded(url) : postgres(url) });
  const migrator = new Migrator({ db: database, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return database;
  await database.destroy();
  throw new Error('The tables of the database could not be brought up to date.', { cause: error });
}

function embedded(url: string): SqliteDialect {
  const path = url.slice('file:'.length);
  if (path !== IN_MEMORY) mkdirSync(dirname(path), { recursive: true });
  const file = new Libsql(path);
  file.exec(`PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  return new SqliteDialect({ database: file });
}

function postgres(url: string): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // An idle connection that breaks is replaced by the pool. Without a listener the event would end the process.
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool });
}
