/** Makes an Error of whatever code of the application's threw. */
import { isNativeError, isProxy } from 'node:util/types';

/**
 * Returns what code of the application's threw as an Error: frameworks take `null` or `'route'` for something else.
 *
 * @param source the code that threw it, for the message
 */
export function asError(source: string, thrown: unknown): Error {
  const fault = faultOf(thrown);
  if (fault !== undefined) return new Error(`${source} threw ${fault}.`, { cause: thrown });
  const error = thrown as Error;
  return isSettable(error, 'status') && isSettable(error, 'headerSent') && !isMissingFile(error)
    ? error
    : asSettable(error);
}

/** Lists the members that frameworks read of an error while they answer it, as `http-errors` has them. */
interface AnsweredError {
  readonly message: unknown;
  readonly stack?: unknown;
  readonly status?: unknown;
  readonly statusCode?: unknown;
  readonly headers?: unknown;
  readonly expose?: unknown;
  readonly code?: unknown;
  readonly name?: unknown;
}

/**
 * Says why a framework cannot answer a value, or answers it with success. A request whose error throws while it is read, or has
 * headers that cannot be sent, stays without an answer.
 */
function faultOf(thrown: unknown): string | undefined {
  if (!isError(thrown)) return `a value that is no Error (${thrown === null ? 'null' : typeof thrown})`;
  try {
    // Koa asks what kind of object it is.
    Object.prototype.toString.call(thrown);
    // Reading `expose`, `code` and `name` is enough: any value of theirs will do.
    const {
      message,
      stack = '',
      status,
      statusCode,
      headers,
      expose: _,
      code: __,
      name: ___,
    } = thrown as AnsweredError;
    const isText = typeof message === 'string' && typeof stack === 'string' && typeof String(thrown) === 'string';
    if (!isText) return 'an Error whose message or stack is no text';
    if (prototypesOf(thrown).some(isProxy)) return 'an Error whose prototype is a proxy';
    if (isSuccess(status) || isSuccess(statusCode)) return 'an Error whose status is not one of a failure';
    return canBeSent(headers) ? undefined : 'an Error with headers that cannot be sent';
  } catch {
    return 'an Error that throws when it is read';
  }
}

function isError(thrown: unknown): thrown is Error {
  try {
    return !isProxy(thrown) && (isNativeError(thrown) || thrown instanceof Error);
  } catch {
    // One of its prototypes is a proxy.
    return false;
  }
}

/** Koa sets `status` or, if the answer has begun or its caller is gone, `headerSent`. If it cannot, the process may end. */
function isSettable(error: Error, name: string): boolean {
  const owner = prototypesOf(error).find((at) => Object.hasOwn(at, name));
  if (!owner) return Object.isExtensible(error);
  const isWritable = Reflect.getOwnPropertyDescriptor(owner, name)?.writable === true;
  return isWritable && (owner === error || Object.isExtensible(error));
}

/** Returns an object and its prototypes, as far as the first proxy: that one may throw whatever it is asked. */
function prototypesOf(object: object): readonly object[] {
  const next = isProxy(object) ? null : Reflect.getPrototypeOf(object);
  return next ? [object, ...prototypesOf(next)] : [object];
}

/** Koa 2 takes the error of a missing file for a missing page. A secret that is not there is none. */
function isMissingFile({ code }: AnsweredError): boolean {
  return code === 'ENOENT';
}

/** Returns an error of the same class with the same members. Those that frameworks read can be set. Koa knows it for an error of any realm. */
function asSettable(error: Error): Error {
  const { message, stack, status, statusCode, headers, expose, code, name } = error as AnsweredError;
  const shown = isMissingFile(error) ? undefined : code;
  const members = { message, stack, status, statusCode, headers, expose, code: shown, name, cause: error };
  const settable = Object.entries({ ...members, headerSent: undefined }).map(([member, value]) => [
    member,
    { value, writable: true, configurable: true, enumerable: false },
  ]);
  // A getter may read private fields, which only the error itself has.
  const getters = gettersOf(error).map((member) => [member, { get: () => Reflect.get(error, member) as unknown }]);
  const copy = Object.setPrototypeOf(new Error(message as string), error) as Error;
  return Object.defineProperties(copy, Object.fromEntries([...getters, ...settable]) as PropertyDescriptorMap);
}

function gettersOf(error: Error): readonly string[] {
  const members = prototypesOf(error).flatMap((at) => Object.entries(Object.getOwnPropertyDescriptors(at)));
  return members.flatMap(([name, member]) => (member.get && name !== '__proto__' ? [name] : []));
}

function isSuccess(status: unknown): boolean {
  return typeof status === 'number' && status < 400;
}

function canBeSent(headers: unknown): boolean {
  if (!headers) return true;
  if (typeof headers !== 'object') return false;
  for (const name in headers) {
    const value = (headers as Readonly<Record<string, unknown>>)[name];
    const text = String(value);
    // Node refuses these two, although they have a text.
    if (value === undefined || typeof value === 'symbol') return false;
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) return false;
    if (CODINGS.test(name)) return false;
  }
  return true;
}

/** Some clients give an error all headers of the answer that they got. These are not true of the answer that a framework makes. */
const CODINGS = /^(?:content-encoding|transfer-encoding|trailer)$/i;
