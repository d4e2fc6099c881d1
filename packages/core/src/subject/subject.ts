/** Whose token it is: the application's own, or a user's. */
import { InvalidConfiguration } from '../errors/errors.ts';

/** A resource owner's Linxo credentials (RFC 6749 section 4.3). */
export interface ResourceOwner {
  readonly username: string;
  /**
   * The password, or a function (may be async) that is called only when a token has to be fetched: for applications that
   * keep it encrypted. Where it is a function, the application vouches that whoever names this username may have its token.
   */
  readonly password: string | (() => string | Promise<string>);
}

/** Whose token is wanted: `'client'` for the application's own, a resource owner for a user's. */
export type Subject = 'client' | ResourceOwner;

/** Whether it is the application itself. By its type: comparing what is nearly always an object with a text takes V8 a call. */
export function isClient(subject: Subject): subject is 'client' {
  return typeof subject === 'string';
}

/**
 * Checks what came in as a subject.
 *
 * @param where what gave it, for the message
 * @throws InvalidConfiguration when it is not one; the message shows nothing of it
 */
export function parseSubject(subject: unknown, where: string): Subject {
  if (typeof subject === 'string' ? subject === 'client' : isResourceOwner(subject)) return subject as Subject;
  throw new InvalidConfiguration([`${where} must be 'client' or ${CREDENTIALS}.`]);
}

/**
 * Checks what came in as a user. The application itself is none: no caller may have its token by a name.
 *
 * @param where what gave it, for the message
 * @throws InvalidConfiguration when it is not one; the message shows nothing of it
 */
export function parseResourceOwner(user: unknown, where: string): ResourceOwner {
  if (isResourceOwner(user)) return user;
  throw new InvalidConfiguration([`${where} must be ${CREDENTIALS}.`]);
}

const CREDENTIALS = '{ username, password }: a non-empty string, and a non-empty string or a function';

function isResourceOwner(subject: unknown): subject is ResourceOwner {
  if (typeof subject !== 'object' || subject === null) return false;
  const { username, password } = subject as Partial<ResourceOwner>;
  return isText(username) && (typeof password === 'function' || isText(password));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0;
}

/**
 * A subject that the caller cannot change while work for it is under way. Its username is a text of its own: one that was cut
 * out of Basic credentials would keep all of them in memory, the password included, for as long as it is kept itself.
 */
export function copyOf(subject: Subject): Subject {
  if (isClient(subject)) return subject;
  const { username, password } = subject;
  return { username: Buffer.from(username, 'utf16le').toString('utf16le'), password };
}

/** The subject as a handler sees it: complete, but its password is neither enumerable nor printed, hidden properties included. */
export function withHiddenPassword(subject: Subject): Subject {
  return isClient(subject) ? subject : new HandedSubject(subject);
}

class HandedSubject implements ResourceOwner {
  readonly username: string;
  readonly #password: ResourceOwner['password'];

  constructor({ username, password }: ResourceOwner) {
    this.username = username;
    this.#password = password;
  }

  get password(): ResourceOwner['password'] {
    return this.#password;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): object {
    return { username: this.username };
  }
}
