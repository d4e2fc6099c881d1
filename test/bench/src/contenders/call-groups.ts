/** Lists what is measured as function calls, by the title of its table. */
import type { Call } from './call.ts';
import { passingGuards, refusingGuards } from './guards.ts';
import { instantLinxo } from './linxo.ts';
import { clientTokens, userTokens } from './tokens.ts';

export const CALL_GROUPS = {
  'Express guard that passes': () => passingGuards('Express', instantLinxo()),
  'Koa guard that passes': () => passingGuards('Koa', instantLinxo()),
  'Guard that refuses': () => refusingGuards(),
  'Application’s token': () => clientTokens(),
  'User’s token': () => userTokens(),
} as const satisfies Record<string, () => Promise<readonly Call[]>>;

export type CallGroup = keyof typeof CALL_GROUPS;
