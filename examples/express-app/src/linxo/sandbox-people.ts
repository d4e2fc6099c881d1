/** Lets the users of the sandbox sign in to the application, so that there is something to look at. Never used with Linxo itself. */
import type { Sandbox } from '@linxo-guard/core/sandbox';
import { addPerson } from '../people/people.ts';
import type { Services } from '../services.ts';

/**
 * Adds a person for each user of the sandbox, with the same address and password. The Linxo users that the application made before are
 * gone with the sandbox that had them, so they are marked to be made again.
 */
export async function addSandboxPeople({ database, vault }: Services, sandbox: Sandbox): Promise<void> {
  await database.updateTable('linxo_users').set({ asked_at: null, linxo_id: null, deleting_at: null }).execute();
  for (const { id: linxoId, username, password } of sandbox.users) {
    const email = username.toLowerCase();
    await addPerson(database, { email, password });
    const { id } = await database
      .selectFrom('people')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    const known = { username, sealed_password: await vault.seal(password, id), linxo_id: linxoId };
    const now = new Date().toISOString();
    await database
      .insertInto('linxo_users')
      .values({ ...known, person_id: id, asked_at: now, deleting_at: null, created_at: now })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(known))
      .execute();
  }
}
