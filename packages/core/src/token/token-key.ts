/** The keys under which tokens are kept. Everything that a token depends on is in its key, and no secret can be read from it. */
import { hash, randomBytes } from 'node:crypto';
import type { Subject } from './subject.ts';

/** What all tokens of one Linxo instance have in common. */
export interface Realm {
  /** URL of the token endpoint. */
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly provider: string;
}

/** The key of the application itself in this process' memory. No username is empty. */
export const CLIENT_KEY = '';

/** Makes the keys for one Linxo instance. */
export interface TokenKeys {
  /** The key in this process' memory. */
  keyOf(subject: Subject): string;
  /** The key in a store that other processes and other instances may share. */
  sharedKeyOf(subject: Subject): string;
}

/**
 * Keys for one realm.
 *
 * A password becomes part of the key as a keyed fingerprint: a wrong password never finds the token that the right one
 * earned. A password that is a function has keys of its own. `sharedKeyOf` is the same in every process, hence a plain
 * digest: a store that leaves the process has to key it again.
 *
 * @param fingerprintKey the key of the fingerprints; default: random, so they mean nothing outside this process
 */
export function createTokenKeys(realm: Realm, fingerprintKey: Buffer = randomBytes(32)): TokenKeys {
  // As text of one byte a character: hashing a string is faster than hashing a buffer. SHA-256 with a secret prefix of fixed
  // length is keyed well enough here, because the digest never leaves the process.
  const prefix = fingerprintKey.toString('hex');
  return {
    keyOf(subject) {
      // No username is a digest under a key that nobody knows: the three kinds cannot be mistaken.
      if (subject === 'client') return CLIENT_KEY;
      const { username, password } = subject;
      if (typeof password === 'function') return username;
      return hash('sha256', `${prefix}${username.length} ${username}${password}`, 'binary');
    },
    sharedKeyOf(subject) {
      const { tokenEndpoint, clientId, provider } = realm;
      const owner =
        subject === 'client'
          ? ['client_credentials']
          : ['password', provider, ...ownerParts(subject.username, subject.password)];
      return hash('sha256', JSON.stringify([tokenEndpoint, clientId, ...owner]), 'base64url');
    },
  };
}

function ownerParts(username: string, password: unknown): readonly string[] {
  return typeof password === 'string' ? [username, 'given', password] : [username, 'vouched'];
}
