/** Encrypts again, with the newest key, what an older one has encrypted. Then the older key can be taken out of `PASSWORD_KEYS`. */
import type { Services } from '../services.ts';

const BATCH = 100;

/** Returns how many passwords it has encrypted again. It can run in several processes at once, and be broken off at any point. */
export async function resealOldPasswords({ database, vault, log }: Services): Promise<number> {
  for (let count = 0, last = ''; ;) {
    const users = await database
      .selectFrom('linxo_users')
      .select(['person_id', 'sealed_password'])
      .where('sealed_password', 'not like', `${vault.newestPrefix}%`)
      .where('person_id', '>', last)
      .orderBy('person_id')
      .limit(BATCH)
      .execute();
    for (const { person_id: id, sealed_password: old } of users) {
      const sealed = await vault.open(old, id).then((password) => vault.seal(password, id));
      await database
        .updateTable('linxo_users')
        .set({ sealed_password: sealed })
        .where('person_id', '=', id)
        .where('sealed_password', '=', old)
        .execute();
      last = id;
    }
    count += users.length;
    if (users.length === BATCH) continue;
    if (count > 0) log.info({ count }, 'Linxo passwords are encrypted with the newest key');
    return count;
  }
}
