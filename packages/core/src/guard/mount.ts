/** The mount that `linxo(…)` leaves on a request for the guards behind it: the Linxo instance, and the function that finds the user. */
import { InvalidConfiguration, MiddlewareMissing } from '../errors/errors.ts';
import type { Linxo } from '../linxo.ts';
import type { ResourceOwner } from '../subject/subject.ts';

/** A user's credentials, or nothing if the caller is not signed in. */
export type UserFound = ResourceOwner | null | undefined;

/** Options of `linxo(connect, …)`. `Request` is the framework's: Koa's context, Express' request. */
export interface MountOptions<Request> {
  /**
   * Finds the Linxo credentials of the user that a request is made for; may be async. It returns nothing if nobody is signed in. It
   * is called only when a route's guard needs a user's token. Default: there are no users, only the application's own tokens.
   *
   * Take the username from your session, never from the request. A `password` that is a function is not compared with anything: while
   * the user's token is cached, whoever this names the username for gets it. So it must not give what somebody has just typed; check
   * that with `tokens.getAccessToken({ …, fresh: true })` (`docs/users.md`).
   */
  readonly user?: (request: Request) => UserFound | Promise<UserFound>;
}

/** A mounted instance. One object serves all requests, so that mounting costs nothing. */
export interface Mount {
  readonly connect: Linxo;
  readonly user: ((request: unknown) => UserFound | Promise<UserFound>) | undefined;
}

/** `Symbol.for`, so that two copies of this package understand each other. */
const MOUNT = Symbol.for('linxo-guard.mount');

interface Mounted {
  [MOUNT]?: Mount;
}

/**
 * Makes a mount from the arguments of `linxo(…)`.
 *
 * @throws InvalidConfiguration when `connect` is not a Linxo instance, `user` not a function, or another option is given
 */
export function createMount<Request>(connect: Linxo, options: MountOptions<Request> = {}): Mount {
  const problems: string[] = [];
  if (typeof options !== 'object' || options === null) {
    throw new InvalidConfiguration([
      'linxo(connect, options): the options are an object: write linxo(connect, { user: … }).',
    ]);
  }
  if (typeof connect?.tokens?.getAccessToken !== 'function')
    problems.push('linxo(connect): connect must be the result of createLinxo().');
  if (options.user !== undefined && typeof options.user !== 'function') {
    problems.push('linxo(connect, { user }): user must be a function that finds the credentials of a request.');
  }
  for (const name of Object.keys(options)) {
    if (name !== 'user') problems.push(`linxo(connect, { ${name} }): there is no such option. There is: user.`);
  }
  if (problems.length > 0) throw new InvalidConfiguration(problems);
  return { connect, user: options.user as Mount['user'] };
}

/**
 * Leaves a mount on a request.
 *
 * @param state an object that the framework keeps for this one request, such as Koa's `ctx.state` or Express' `res.locals`
 */
export function leaveMount(state: object, mount: Mount): void {
  (state as Mounted)[MOUNT] = mount;
}

/**
 * Returns the mount that a request passed.
 *
 * @throws MiddlewareMissing when it passed none
 */
export function mountOf(state: object): Mount {
  const mount = (state as Mounted)[MOUNT];
  if (mount) return mount;
  throw new MiddlewareMissing(
    'A guard ran without linxo(…) before it: mount linxo(connect, { user }) above the routes.',
  );
}
