/** The owner of tokens: a subject that was checked and read once, where it came in. */
import { hash } from 'node:crypto';
import type { Deadline } from '../async/deadline.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import { fingerprint, revealSecret } from './secret.ts';
import type { ResourceOwner, Subject } from './subject.ts';

type Password = ResourceOwner['password'];

/** The username of the application itself. No user's is empty. */
export const CLIENT_USERNAME = '';

/** The fingerprint of an owner without a password text: the application itself, and users whose password is a function. */
const NO_FINGERPRINT = '';

/** SHA-256 as a text of one character a byte. */
const FINGERPRINT_LENGTH = 32;

/**
 * An application or a user whose tokens are cached and fetched. It is also the subject that handlers are given: complete, but its
 * password is neither enumerable nor printed.
 */
export class TokenOwner implements ResourceOwner {
  readonly username: string;
  readonly #password: Password;
  /** The application's object, so that a password that is a method keeps its `this`. */
  readonly #source: object | undefined;
  readonly #fingerprint: string;
  #key: string | undefined;

  constructor(username: string, password: Password, source?: object) {
    this.username = username;
    this.#password = password;
    this.#source = source;
    this.#fingerprint = typeof password === 'string' && password !== '' ? fingerprint(password) : NO_FINGERPRINT;
  }

  /** True for the application itself. */
  get isClient(): boolean {
    return this.username === CLIENT_USERNAME;
  }

  /**
   * The keyed fingerprint of a password text, or {@link NO_FINGERPRINT}. Tokens are cached by username and fingerprint, so a wrong
   * password never finds the token that the right one earned.
   */
  get fingerprint(): string {
    return this.#fingerprint;
  }

  /** True for a user whose password is a function: the application says who the user is. */
  get hasTrustedPassword(): boolean {
    return this.#fingerprint === NO_FINGERPRINT;
  }

  /** Username and fingerprint in one text, for maps. No two owners have the same key. */
  get key(): string {
    return (this.#key ??= ownerKey(this.username, this.#fingerprint));
  }

  get password(): Password {
    const password = this.#password;
    return typeof password === 'function' && this.#source ? password.bind(this.#source) : password;
  }

  /** The subject as applications name it. */
  get subject(): Subject {
    return this.isClient ? 'client' : this;
  }

  /** The username as a short key, for maps. */
  get usernameKey(): string {
    return nameKey(this.username);
  }

  /**
   * Returns the password. A function is called with the application's object as `this`.
   *
   * @throws InvalidConfiguration when the function gives anything but a non-empty string; ApplicationTimeout when it gives nothing
   *   before the deadline; what the function throws
   */
  revealPassword(deadline: Deadline): Promise<string> {
    return revealSecret(this.password, 'password', deadline);
  }

  /**
   * Returns the same owner with a copy of the username. A username that was cut out of Basic credentials would otherwise keep the
   * whole text in memory, password included, for as long as the username itself is kept.
   */
  detached(): TokenOwner {
    if (this.isClient) return this;
    const username = Buffer.from(this.username, 'utf16le').toString('utf16le');
    return new TokenOwner(username, this.#password, this.#source);
  }

  [Symbol.for('nodejs.util.inspect.custom')](): object {
    return { username: this.username };
  }
}

/** The application itself as an owner. */
export const CLIENT_OWNER = new TokenOwner(CLIENT_USERNAME, '');

const CREDENTIALS = '{ username, password }: a non-empty string, and a non-empty string or a function';

/**
 * Reads a subject. Its properties are read once, so changes that the application makes to its object afterwards have no effect.
 *
 * @param where the argument that it came in by, for the message
 * @throws InvalidConfiguration when it is not a subject; the message shows nothing of it
 */
export function parseSubject(subject: unknown, where: string): TokenOwner {
  const owner = subject === 'client' ? CLIENT_OWNER : readResourceOwner(subject);
  if (owner) return owner;
  throw new InvalidConfiguration([`${where} must be 'client' or ${CREDENTIALS}.`]);
}

/**
 * Reads a user's credentials. `'client'` is refused: no caller may get the application's own token by a name.
 *
 * @param where the argument that they came in by, for the message
 * @throws InvalidConfiguration when they are no credentials; the message shows nothing of them
 */
export function parseResourceOwner(user: unknown, where: string): TokenOwner {
  const owner = readResourceOwner(user);
  if (owner) return owner;
  throw new InvalidConfiguration([`${where} must be ${CREDENTIALS}.`]);
}

function readResourceOwner(subject: unknown): TokenOwner | undefined {
  if (typeof subject !== 'object' || subject === null) return undefined;
  const { username, password } = subject as Partial<ResourceOwner>;
  if (!isText(username) || !(typeof password === 'function' || isText(password))) return undefined;
  return new TokenOwner(username, password, typeof password === 'function' ? subject : undefined);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0;
}

/** Longer usernames are kept as digests in keys: callers may send any, and cool-downs are remembered by key. */
const LONG_USERNAME = 64;

/** Returns true if the key is that of an owner with this username, whatever the password. */
export function isKeyOfUser(key: string, username: string): boolean {
  const name = nameKey(username);
  return (
    key === `trusted ${name}` || (key.startsWith('given ') && key.slice('given '.length + FINGERPRINT_LENGTH) === name)
  );
}

function nameKey(username: string): string {
  if (username.length < LONG_USERNAME) return `=${username}`;
  return `#${hash('sha256', JSON.stringify(username), 'base64url')}`;
}

/** Builds a key. The kinds cannot be confused, because fingerprints and digests have a fixed length. */
function ownerKey(username: string, fingerprintOfPassword: string): string {
  if (username === CLIENT_USERNAME) return 'client';
  const name = nameKey(username);
  return fingerprintOfPassword === NO_FINGERPRINT ? `trusted ${name}` : `given ${fingerprintOfPassword}${name}`;
}
