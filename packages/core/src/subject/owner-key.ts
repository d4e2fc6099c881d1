/** The keys of owners, for maps: username and password fingerprint in one text. */
import { hash } from 'node:crypto';
import { fingerprint } from './secret.ts';

/** The username of the application itself. No user's is empty. */
export const CLIENT_USERNAME = '';

/** The fingerprint of an owner without a password text: the application itself, and users whose password is a function. */
export const NO_FINGERPRINT = '';

/** Longer usernames are kept as digests in keys: callers may send any, and cool-downs are remembered by key. */
const LONG_USERNAME = 64;

/** Returns a username as a short key, for maps. */
export function nameKey(username: string): string {
  if (username.length < LONG_USERNAME) return `=${username}`;
  return `#${hash('sha256', JSON.stringify(username), 'base64url')}`;
}

/** Builds a key. The kinds cannot be confused, because fingerprints and digests have a fixed length. */
export function ownerKey(username: string, fingerprintOfPassword: string): string {
  if (username === CLIENT_USERNAME) return 'client';
  const name = nameKey(username);
  return fingerprintOfPassword === NO_FINGERPRINT ? TRUSTED + name : GIVEN + fingerprintOfPassword + name;
}

const TRUSTED = 'trusted ';
const GIVEN = 'given ';
const GIVEN_LENGTH = GIVEN.length + fingerprint('').length;

/** Returns true if an {@link TokenOwner.key owner's key} is this user's, whatever the password. */
export function isKeyOfUser(key: string, username: string): boolean {
  const name = nameKey(username);
  return key === TRUSTED + name || (key.startsWith(GIVEN) && key.slice(GIVEN_LENGTH) === name);
}
