/** The table of faults of the application's own functions: `user`, `password` and `clientSecret`. */

export type Outcome = 'token' | `ERR_${string}` | 'the error itself' | 'an error about no error';

export interface FunctionFault {
  readonly does: string;
  /** Stands in for the function. It gets the right value. */
  readonly act: (right: unknown) => unknown;
  /** The outcome for a caller whose secret the function gives. */
  readonly sees: Outcome;
  /** The outcome where the function is `user`, if it is another one. */
  readonly seesAsUser?: Outcome;
}

/** The time limit of the calls in these tests. */
export const TIMEOUT_MS = 200;
export const OWN_ERROR = 'the key vault is sealed';

const never = () => new Promise<never>(() => {});
const throwing = (value: unknown) => () => {
  throw value;
};

export const FUNCTION_FAULTS: readonly FunctionFault[] = [
  { does: 'throws an Error', act: throwing(new Error(OWN_ERROR)), sees: 'the error itself' },
  { does: 'rejects with an Error', act: () => Promise.reject(new Error(OWN_ERROR)), sees: 'the error itself' },
  ...[null, undefined, 0, '', 'route', 'router', Symbol('s'), { status: 200 }].flatMap((value): FunctionFault[] => [
    { does: `throws ${nameOf(value)}`, act: throwing(value), sees: 'an error about no error' },
    // eslint-disable-next-line typescript/prefer-promise-reject-errors -- applications do
    { does: `rejects with ${nameOf(value)}`, act: () => Promise.reject(value), sees: 'an error about no error' },
  ]),
  { does: "gives ''", act: () => '', sees: 'ERR_INVALID_CONFIGURATION' },
  { does: 'gives a number', act: async () => 7, sees: 'ERR_INVALID_CONFIGURATION' },
  { does: 'gives true', act: () => true, sees: 'ERR_INVALID_CONFIGURATION' },
  { does: 'gives undefined', act: () => undefined, sees: 'ERR_INVALID_CONFIGURATION', seesAsUser: 'ERR_USER_REQUIRED' },
  { does: 'gives null', act: async () => null, sees: 'ERR_INVALID_CONFIGURATION', seesAsUser: 'ERR_USER_REQUIRED' },
  {
    does: 'gives an object whose properties throw null',
    act: () => new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : throwing(null)()) }),
    sees: 'ERR_INVALID_CONFIGURATION',
    seesAsUser: 'an error about no error',
  },
  { does: 'never settles', act: never, sees: 'ERR_APPLICATION_TIMEOUT' },
  { does: 'gives a thenable that never calls back', act: () => thenable(() => {}), sees: 'ERR_APPLICATION_TIMEOUT' },
  {
    does: 'gives a thenable that throws null',
    act: () => thenable(throwing(null)),
    sees: 'an error about no error',
  },
  {
    does: 'gives its value after the deadline',
    act: (right) => new Promise((resolve) => setTimeout(resolve, 20 * TIMEOUT_MS, right).unref()),
    sees: 'ERR_APPLICATION_TIMEOUT',
  },
  {
    does: 'rejects after the deadline',
    act: () => new Promise((_, reject) => setTimeout(reject, 20 * TIMEOUT_MS, new Error(OWN_ERROR)).unref()),
    sees: 'ERR_APPLICATION_TIMEOUT',
  },
];

function nameOf(value: string | number | symbol | object | null | undefined): string {
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function thenable(then: () => void): object {
  // eslint-disable-next-line unicorn/no-thenable -- an application's own kind of promise
  return { then };
}
