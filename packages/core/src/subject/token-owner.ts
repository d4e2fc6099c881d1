/** The owner of tokens: a subject that was checked and read once, where it came in. */
import type { Deadline } from '../async/deadline.ts';
import { asError } from '../errors/as-error.ts';
import { InvalidConfiguration } from '../errors/errors.ts';
import { CLIENT_USERNAME, nameKey, NO_FINGERPRINT, ownerKey } from './owner-key.ts';
import { fingerprint, revealSecret } from './secret.ts';
import type { ResourceOwner, Subject } from './subject.ts';

type Password = ResourceOwner['password'];

/** An application or a user whose tokens are cached and fetched. All of it is private: nothing makes it another user's. */
export class TokenOwner {
  readonly #username: string;
  readonly #password: Password;
  /** The application's object, so that a password that is a method keeps its `this`. */
  readonly #source: object | undefined;
  readonly #fingerprint: string;
  #subject: Subject | undefined;

  constructor(username: string, password: Password, source?: object) {
    this.#username = username;
    this.#password = password;
    this.#source = source;
    this.#fingerprint = typeof password === 'string' && password !== '' ? fingerprint(password) : NO_FINGERPRINT;
  }

  get username(): string {
    return this.#username;
  }

  /** True for the application itself. */
  get isClient(): boolean {
    return this.#username === CLIENT_USERNAME;
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
    return ownerKey(this.#username, this.#fingerprint);
  }

  get password(): Password {
    const password = this.#password;
    if (typeof password !== 'function') return password;
    // Not with `bind`, which the application's function may have replaced.
    return () => Reflect.apply<unknown, [], string | Promise<string>>(password, this.#source, []);
  }

  /** The subject as applications name it. */
  get subject(): Subject {
    return (this.#subject ??= this.isClient ? 'client' : new UserSubject(this));
  }

  /**
   * The username as a short key, for limits: in whatever case it is written. The authorization server may take `Alice` for `alice`, and
   * nobody should guess at a password once more for each spelling.
   */
  get usernameKey(): string {
    return nameKey(this.#username.normalize('NFKC').trim().toLowerCase());
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
    const username = Buffer.from(this.#username, 'utf16le').toString('utf16le');
    return new TokenOwner(username, this.#password, this.#source);
  }
}

/** The subject that handlers are given: complete, but its password is neither enumerable nor printed. It cannot be changed. */
class UserSubject implements ResourceOwner {
  readonly username: string;
  readonly #owner: TokenOwner;

  constructor(owner: TokenOwner) {
    this.username = owner.username;
    this.#owner = owner;
    Object.freeze(this);
  }

  /** Returns the owner of a subject whose credentials were read already. */
  static ownerOf(subject: object): TokenOwner | undefined {
    return #owner in subject ? subject.#owner : undefined;
  }

  get password(): Password {
    return this.#owner.password;
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

/**
 * Reads a subject whose password somebody has typed.
 *
 * @throws InvalidConfiguration when its password is a function, and where {@link parseSubject} does
 */
export function parseTypedOwner(subject: unknown, where: string): TokenOwner {
  const owner = parseSubject(subject, where);
  if (owner.isClient || !owner.hasTrustedPassword) return owner;
  throw new InvalidConfiguration([
    `fresh: true checks a password, so ${where}.password must be text: a function says that the application is sure of it, and what it ` +
      'earned would then serve whoever the application names this username for.',
  ]);
}

/**
 * Reads a username.
 *
 * @throws InvalidConfiguration when it is none; the message does not show it
 */
export function parseUsername(username: unknown, where: string): string {
  // The empty one stands for the application itself.
  if (isText(username)) return username;
  throw new InvalidConfiguration([`${where} takes a username: a non-empty string.`]);
}

function readResourceOwner(subject: unknown): TokenOwner | undefined {
  if (typeof subject !== 'object' || subject === null) return undefined;
  const known = UserSubject.ownerOf(subject);
  if (known) return known;
  let username: unknown;
  let password: unknown;
  try {
    ({ username, password } = subject as Partial<ResourceOwner>);
  } catch (thrown) {
    throw asError("A getter of the application's subject", thrown);
  }
  if (!isText(username)) return undefined;
  if (typeof password === 'function') return new TokenOwner(username, password as () => string, subject);
  return isText(password) ? new TokenOwner(username, password) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0;
}
