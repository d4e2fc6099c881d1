/** Makes an Error of whatever code of the application's threw. */
import { isNativeError, isProxy } from 'node:util/types';

/**
 * Returns what code of the application's threw as an Error: frameworks take `null` or `'route'` for something else.
 *
 * @param source the code that threw it, for the message
 */
export function asError(source: string, thrown: unknown): Error {
  const answerable = asAnswerable(thrown);
  if (answerable) return answerable;
  const kind = thrown === null ? 'null' : typeof thrown;
  return new Error(`${source} threw a value that is no Error (${kind}).`, { cause: thrown });
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
 * Returns an error that a framework can answer, and not with success, or undefined if the thrown value is none. A request whose error
 * throws while it is read, or has headers that cannot be sent, stays without an answer.
 */
function asAnswerable(thrown: unknown): Error | undefined {
  if (isProxy(thrown)) return undefined;
  try {
    if (!isSound(thrown)) return undefined;
    return hasSettableStatus(thrown) ? thrown : asSettable(thrown);
  } catch {
    return undefined;
  }
}

function isSound(thrown: unknown): thrown is Error {
  if (!isNativeError(thrown) && !(thrown instanceof Error)) return false;
  // Reading `expose`, `code` and `name` is enough: any value of theirs will do.
  const { message, stack = '', status, statusCode, headers, expose: _, code: __, name: ___ } = thrown as AnsweredError;
  const isText = typeof message === 'string' && typeof stack === 'string' && typeof String(thrown) === 'string';
  return isText && !isSuccess(status) && !isSuccess(statusCode) && canBeSent(headers);
}

/** Koa sets the status of the error that it answers, and gives no answer if it cannot. */
function hasSettableStatus(error: Error): boolean {
  for (let at: object | null = error; at !== null; at = Reflect.getPrototypeOf(at)) {
    const found = Reflect.getOwnPropertyDescriptor(at, 'status');
    if (found) return found.writable === true && (at === error || Object.isExtensible(error));
  }
  return Object.isExtensible(error);
}

/** Returns an error of the same class with the same members. Those that frameworks read can be set. */
function asSettable(error: Error): Error {
  const { message, stack, status, statusCode, headers, expose, code, name } = error as AnsweredError;
  const members = { message, stack, status, statusCode, headers, expose, code, name, cause: error };
  const settable = Object.entries(members).map(([member, value]) => [
    member,
    { value, writable: true, configurable: true, enumerable: false },
  ]);
  // A getter may read private fields, which only the error itself has.
  const getters = gettersOf(error).map((member) => [member, { get: () => Reflect.get(error, member) as unknown }]);
  return Object.create(error, Object.fromEntries([...getters, ...settable]) as PropertyDescriptorMap) as Error;
}

function gettersOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const own = Object.entries(Object.getOwnPropertyDescriptors(error)).filter(([, member]) => member.get !== undefined);
  return [...own.map(([name]) => name), ...gettersOf(Reflect.getPrototypeOf(error))];
}

function isSuccess(status: unknown): boolean {
  return typeof status === 'number' && status < 400;
}

function canBeSent(headers: unknown): boolean {
  if (!headers) return true;
  if (typeof headers !== 'object') return false;
  for (const name in headers) {
    const value = String((headers as Readonly<Record<string, unknown>>)[name]);
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return false;
  }
  return true;
}
