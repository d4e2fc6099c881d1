/** What tells one subject's tokens from another's. Everything that a token depends on is in it, and no secret can be read from it. */
import { hash } from 'node:crypto';
import { fingerprint } from './secret.ts';
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

/**
 * What a password leaves behind: a fingerprint of fixed length where it is text, nothing where it is a function, which has tokens
 * of its own. Beside the username it tells whose tokens they are in this process' memory, and a wrong password never finds the
 * token that the right one earned.
 */
export function printOf(subject: Subject): string {
  if (isClient(subject)) return NO_PRINT;
  const { password } = subject;
  return typeof password === 'string' ? fingerprint(password) : NO_PRINT;
}

/** The key of a subject in a store that other processes and other instances may share. */
export type SharedKeyOf = (subject: Subject) => string;

/** Shared keys for one realm. They are the same in every process, hence plain digests: a store that leaves the process has to key them again. */
export function sharedKeysOf({ tokenEndpoint, clientId, provider }: Realm): SharedKeyOf {
  return (subject) => {
    const owner = isClient(subject) ? ['client_credentials'] : ['password', provider, ...ownerParts(subject)];
    return digestOf([tokenEndpoint, clientId, ...owner]);
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
