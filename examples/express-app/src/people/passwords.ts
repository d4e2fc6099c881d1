/** Hashes the passwords by which people sign in here (argon2id). Linxo passwords are another thing: `linxo/vault.ts`. */
import { hash, verify } from '@node-rs/argon2';
import * as z from 'zod';

/** A password that somebody chooses. */
export const NEW_PASSWORD = z.string().min(12).max(128);

/** A password that somebody types to sign in. Whatever is no text counts as empty. It is cut where no password here goes on. */
export const TYPED_PASSWORD = z
  .string()
  .catch('')
  .transform((text) => text.slice(0, 1024));

/** Memory in KiB, passes and lanes: OWASP's recommendation for argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of no password, which takes as long to check as a real one. */
const NOBODYS = await hash('nobody has this password', COST);

export function hashPassword(password: string): Promise<string> {
  return hash(asTypedAnywhere(password), COST);
}

/** Checks a password. Without a hash it takes as long and is false, so that the time does not tell which addresses are known. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  const isRight = await verify(passwordHash ?? NOBODYS, asTypedAnywhere(password));
  return isRight && passwordHash !== undefined;
}

/** Keyboards make the same letter of different characters: an `é` is one on some, and an `e` with an accent on others. */
function asTypedAnywhere(password: string): string {
  return password.normalize('NFKC');
}
