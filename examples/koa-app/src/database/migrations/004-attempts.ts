/** Adds the counts of attempts to sign in and up, which all processes share. */
import type { Migration } from 'kysely';

export const attempts: Migration = {
  async up(database) {
    await database.schema
      .createTable('attempts')
      .addColumn('key_hash', 'text', (column) => column.primaryKey())
      .addColumn('email_hash', 'text')
      .addColumn('made', 'integer', (column) => column.notNull())
      .addColumn('ends_at', 'text', (column) => column.notNull())
      .execute();
    await database.schema.createIndex('attempts_that_ended').on('attempts').column('ends_at').execute();
  },
};
