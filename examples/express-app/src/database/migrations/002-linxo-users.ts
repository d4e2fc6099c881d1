/** Adds the Linxo user of each person. The table's key allows one only. */
import type { Migration } from 'kysely';

export const linxoUsers: Migration = {
  async up(database) {
    await database.schema
      .createTable('linxo_users')
      .addColumn('person_id', 'text', (column) => column.primaryKey().references('people.id').onDelete('cascade'))
      .addColumn('username', 'text', (column) => column.notNull().unique())
      .addColumn('sealed_password', 'text', (column) => column.notNull())
      .addColumn('asked_at', 'text')
      .addColumn('deleting_at', 'text')
      .addColumn('linxo_id', 'text', (column) => column.unique())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .execute();
  },
};
