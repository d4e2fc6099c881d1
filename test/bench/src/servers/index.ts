/** The applications that are put under load: bare and with linxo-guard. Each has one route that answers the same. */
import type { ServerContender } from '../contender.ts';
import { EXPRESS_SERVERS } from './express.ts';
import { KOA_SERVERS } from './koa.ts';

export const SERVERS: readonly ServerContender[] = [...EXPRESS_SERVERS, ...KOA_SERVERS];

/** As the contenders' names begin. */
export const FRAMEWORK_NAMES = { koa: 'Koa', express: 'Express' } as const satisfies Record<
  ServerContender['framework'],
  string
>;
