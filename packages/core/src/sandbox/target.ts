/** The requests that a fault or a hold applies to. */
import * as z from 'zod';
import { check } from './check.ts';
import type { Exchange } from './http/exchange.ts';
import { readForm } from './http/form.ts';
import { matchPath } from './http/path-template.ts';

/**
 * The token endpoint, the whole API, the widgets, or one endpoint of the API by its path after `/v2.1`. `'GET /accounts/{id}'`
 * means any id, `'GET /accounts/123'` one of them. `{ token: { username: 'camille@example.org' } }` means the token requests whose
 * form parameters have these values.
 */
export type Target = 'token' | 'api' | 'widgets' | `${Uppercase<string>} /${string}` | TokenTarget;

/** Some of the token requests: those whose form parameters have these values. */
interface TokenTarget {
  readonly token: Readonly<Record<string, string>>;
}

/** The prefix of each path of the API and of the widgets. */
export const VERSION_PREFIX = '/v2.1';

const WANTED =
  "'token', 'api', 'widgets', an endpoint of the API such as 'GET /accounts' (without /v2.1), or { token: { username: '…' } }";

/** A method and a path. The paths of the API have no prefix here, and the token endpoint has a name of its own. */
const ENDPOINT = /^[A-Z]+ \/(?!v2\.1(\/|$)|(token|jwks)$)\S*$/;

export const TARGET: z.ZodType<Target> = z.union(
  [
    z.enum(['token', 'api', 'widgets']),
    z.string().regex(ENDPOINT, `must be ${WANTED}`) as unknown as z.ZodType<`${Uppercase<string>} /${string}`>,
    z.strictObject({ token: z.record(z.string(), z.string()) }),
  ],
  `must be ${WANTED}`,
);

/** Returns the target. Throws a `TypeError` if it is none. */
export function parseTarget(target: unknown): Target {
  return check(`The target ${JSON.stringify(target)}`, TARGET, target);
}

/** The prefix of the control API's paths, on the port of the authorization server. */
export const CONTROL_PREFIX = '/_sandbox';

export function isControlPath(path: string): boolean {
  return path === CONTROL_PREFIX || path.startsWith(`${CONTROL_PREFIX}/`);
}

export function hitsTarget(target: Target, exchange: Exchange): boolean {
  if (typeof target === 'object') {
    const { values } = readForm(exchange);
    return (
      hitsTarget('token', exchange) && Object.entries(target.token).every(([name, value]) => values[name] === value)
    );
  }
  switch (target) {
    case 'token':
      return exchange.role === 'authorizationServer' && exchange.path === '/token';
    case 'api':
    case 'widgets':
      return exchange.role === target;
    default: {
      const [method, path = ''] = target.split(' ');
      return (
        exchange.role === 'api' &&
        exchange.method === method &&
        matchPath(VERSION_PREFIX + path, exchange.path) !== undefined
      );
    }
  }
}
