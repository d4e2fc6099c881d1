/** The databases on which the tests run: the embedded one, and PostgreSQL where it is installed. */
import { IN_MEMORY } from './running-app.ts';
import { hasPostgres, type PostgresServer, startPostgres } from './postgres-server.ts';

export interface TestDatabase {
  readonly name: string;
  /** Returns the URL of a new, empty database. */
  open(): Promise<string>;
  /** Ends what `open` started. */
  close(): Promise<void>;
}

const embedded: TestDatabase = {
  name: 'the embedded database',
  open: () => Promise.resolve(IN_MEMORY),
  close: () => Promise.resolve(),
};

function postgres(): TestDatabase {
  let server: PostgresServer | undefined;
  return {
    name: 'PostgreSQL',
    async open() {
      server ??= await startPostgres();
      return server.newDatabase();
    },
    close: async () => server?.close(),
  };
}

if (!hasPostgres) {
  // CI has to have it, so that these tests are never skipped there.
  if (process.env['CI']) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  console.warn('SKIPPED: tests on PostgreSQL. Install it: apt-get install postgresql');
}

export const DATABASES: readonly TestDatabase[] = hasPostgres ? [embedded, postgres()] : [embedded];
