/** Checks a password that somebody has typed, as often as the limits allow. */
import type { Services } from '../services.ts';
import { type Credentials, findPerson, type Person } from './people.ts';

interface Checked {
  /** The person, if the password is right. */
  readonly person?: Person | undefined;
  /** The seconds to wait if there were too many attempts. The password was not looked at then. */
  readonly waitSeconds?: number;
}

/** @param address the network address of the caller */
export async function checkPassword(
  { database, limits }: Pick<Services, 'database' | 'limits'>,
  credentials: Credentials,
  address: string,
): Promise<Checked> {
  // Counted before it is made, so that many attempts at the same time are no way around.
  const waitSeconds = await limits.signIn(credentials.email, address);
  if (waitSeconds !== undefined) return { waitSeconds };
  const person = await findPerson(database, credentials);
  if (person) await limits.signedIn(credentials.email, address);
  return { person };
}
