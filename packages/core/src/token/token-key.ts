/** What tells one subject's tokens from another's. Everything that a token depends on is in it, and no secret can be read from it. */
import { hash, randomBytes } from 'node:crypto';
import { isClient, type ResourceOwner, type Subject } from './subject.ts';

/** What all tokens of one Linxo instance have in common. */
export interface Realm {
  /** URL of the token endpoint. */
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly provider: string;
}

/** The username that stands for the application itself in this process' memory. No user's is empty. */
export const CLIENT_USERNAME = '';

/** The print of who gives no password as text: the application itself, and users whom it vouches for. */
export const NO_PRINT = '';

/** A secret prefix of fixed length. With it, a password of up to 23 characters is one block of SHA-256. */
const PRINT_KEY_BYTES = 16;

/** Tells subjects apart for one Linxo instance. */
export interface TokenKeys {
  /**
   * What a password leaves behind: a keyed fingerprint of fixed length where it is text, nothing where it is a function. Beside
   * the username it tells whose tokens they are in this process' memory, and a wrong password never finds the token that the
   * right one earned.
   */
  printOf(subject: Subject): string;
  /** The key in a store that other processes and other instances may share. */
  sharedKeyOf(subject: Subject): string;
}

/**
 * Keys for one realm.
 *
 * A password that is a function has tokens of its own. `sharedKeyOf` is the same in every process, hence a plain digest: a
 * store that leaves the process has to key it again.
 */
export function createTokenKeys(realm: Realm): TokenKeys {
  // As text of one byte a character: hashing a string is faster than hashing a buffer. SHA-256 with a secret prefix of fixed
  // length is keyed well enough here, because the digest never leaves the process.
  const printKey = randomBytes(PRINT_KEY_BYTES).toString('hex');
  return {
    printOf(subject) {
      if (isClient(subject)) return NO_PRINT;
      const { password } = subject;
      return typeof password === 'string' ? hash('sha256', printKey + password, 'binary') : NO_PRINT;
    },
    sharedKeyOf(subject) {
      const { tokenEndpoint, clientId, provider } = realm;
      const owner = isClient(subject) ? ['client_credentials'] : ['password', provider, ...ownerParts(subject)];
      return digestOf([tokenEndpoint, clientId, ...owner]);
    },
  };
}

/** From here on a username is kept as its digest: callers may send any, and failures are remembered by them. */
const LONG_USERNAME = 64;

/** One name for username and print, where only one will do. The kinds cannot be mistaken: prints and digests have a fixed length. */
export function subjectKey(username: string, print: string): string {
  if (username === CLIENT_USERNAME) return 'client';
  const name = username.length < LONG_USERNAME ? `=${username}` : `#${digestOf([username])}`;
  return print === NO_PRINT ? `vouched ${name}` : `given ${print}${name}`;
}

/** The username of a subject in this process' memory. */
export function usernameOf(subject: Subject): string {
  return isClient(subject) ? CLIENT_USERNAME : subject.username;
}

/** As JSON, so that no two lists are mistaken for each other, lone surrogates included. */
function digestOf(parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64url');
}

function ownerParts({ username, password }: ResourceOwner): readonly string[] {
  return typeof password === 'string' ? [username, 'given', password] : [username, 'vouched'];
}
