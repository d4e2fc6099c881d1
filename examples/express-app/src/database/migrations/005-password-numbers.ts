/** Adds a number to each password, which counts up with each change, and to each session the number of its password. */
import type { Migration } from 'kysely';

export const passwordNumbers: Migration = {
  async up(database) {
    for (const table of ['people', 'sessions'])
      await database.schema
        .alterTable(table)
        .addColumn('password_number', 'integer', (column) => column.notNull().defaultTo(1))
        .execute();
  },
};
