/** What a fault or a hold aims at: the token endpoint, the whole API, the widgets, or one endpoint of the API. */

import type { Exchange } from './http/exchange.ts';
import { matchPath } from './http/path-template.ts';

/** `'GET /accounts/{id}'` means any id, `'GET /accounts/123'` this one. Paths are those after `/v2.1`. */
export type Target = 'token' | 'api' | 'widgets' | `${Uppercase<string>} /${string}`;

/** What comes before each path of the API and of the widgets. */
export const VERSION_PREFIX = '/v2.1';

export function hitsTarget(target: Target, exchange: Exchange): boolean {
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
