/** Values that code of an application's may throw: those that frameworks take for no failure, and those that cannot be read. */
// oxlint-disable unicorn/no-thenable -- these values are thrown, and may be anything
import { runInNewContext } from 'node:vm';
import { LinxoError } from '@linxo-guard/core';

const hostileError = (name) =>
  Object.defineProperty(new Error('hostile'), name, {
    get() {
      throw null;
    },
  });
/** Makes a function that throws a value. */
export const throwing = (thrown) => () => {
  throw thrown;
};

/** The values that an application's functions may throw, each with its name. */
export const THROWN = [
  ...[null, undefined, 0, -0, 0n, '', false, NaN, true, 'route', 'router', 7, Symbol('s')].map((value) => [
    String(value),
    value,
  ]),
  ['an object', {}],
  ['an object without a prototype', Object.create(null)],
  ['a function', () => undefined],
  ['a promise', Promise.resolve(7)],
  ['a thenable that throws', { then: throwing(null) }],
  ['a thenable that never calls back', { then() {} }],
  ['an Error', new Error('no session store')],
  ...[200, 204, 304, 0, -1].map((status) => [
    `an Error with status ${status}`,
    Object.assign(new Error('x'), { status }),
  ]),
  ['an Error of a missing file', Object.assign(new Error('x'), { code: 'ENOENT' })],
  ['an Error with statusCode 200', Object.assign(new Error('x'), { statusCode: 200, expose: true })],
  ['an Error with headers that cannot be sent', Object.assign(new Error('x'), { headers: { 'a\r\nb': 'c' } })],
  ['an Error with a header that cannot be sent', Object.assign(new Error('x'), { headers: { a: 'b\r\nc: d' } })],
  ...Object.entries({ undefined, 'a symbol': Symbol('s') }).map(([name, a]) => [
    `an Error with status 401 and a header that is ${name}`,
    Object.assign(new Error('x'), { status: 401, headers: { a } }),
  ]),
  ...['Transfer-Encoding', 'Trailer'].map((name) => [
    `an Error with the header ${name} of another answer`,
    Object.assign(new Error('x'), { status: 401, headers: { [name]: 'gzip' } }),
  ]),
  ['an Error with headers that are a text', Object.assign(new Error('x'), { headers: 'a: b' })],
  ['an Error whose message is a number', Object.assign(new Error('x'), { status: 400, expose: true, message: 7 })],
  ['an Error whose stack is an object', Object.assign(new Error('x'), { stack: {} })],
  ['an Error whose toString throws', Object.assign(new Error('x'), { stack: '', toString: throwing(null) })],
  ['an Error of the library with status 200', new LinxoError('ERR_USER_REQUIRED', 'x', {}, 200)],
  ['an Error that is frozen', Object.freeze(new Error('x'))],
  ['an Error that is frozen, with a status', Object.freeze(Object.assign(new Error('x'), { status: 404 }))],
  ['an Error that is sealed, with a status', Object.seal(Object.assign(new Error('x'), { status: 404 }))],
  ['an Error of another realm that is frozen', runInNewContext('Object.freeze(new Error("x"))')],
  [
    'an Error whose headerSent cannot be set',
    Object.defineProperty(new Error('x'), 'headerSent', { get: () => false, set: throwing(null) }),
  ],
  [
    'an Error with a proxy among its prototypes',
    Object.setPrototypeOf(new Error('x'), new Proxy(Error.prototype, { set: throwing(null) })),
  ],
  [
    'an Error whose status cannot be set',
    new (class extends Error {
      get status() {
        return 404;
      }
    })('x'),
  ],
  [
    'an Error whose status throws when it is set',
    Object.defineProperty(new Error('x'), 'status', { get: () => 404, set: throwing(null) }),
  ],
  ...['getPrototypeOf', 'getOwnPropertyDescriptor'].map((trap) => [
    `an Error whose prototype throws (${trap})`,
    Object.setPrototypeOf(new Error('x'), new Proxy(Error.prototype, { [trap]: throwing(null) })),
  ]),
  ['an Error whose tag throws', hostileError(Symbol.toStringTag)],
  ['a revoked proxy', revokedProxy()],
  ['a proxy of an Error', new Proxy(new Error('x'), { get: throwing(null) })],
  ['a proxy without a prototype', new Proxy({}, { getPrototypeOf: throwing(null) })],
  ...['status', 'statusCode', 'headers', 'expose', 'message', 'stack', 'name', 'code'].map((name) => [
    `an Error whose ${name} throws`,
    hostileError(name),
  ]),
];

function revokedProxy() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
