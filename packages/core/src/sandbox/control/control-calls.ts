/** All calls of the control API as a table, by method and path. */
import { jsonReply } from '../http/reply.ts';
import { CONTROL_PREFIX } from '../target.ts';
import { declare, type CallFacts } from './control-call.ts';
import { FAULT_CALLS } from './fault-calls.ts';
import { HOLD_CALLS } from './hold-calls.ts';
import { KNOWLEDGE } from './knowledge.ts';
import { LOG_CALLS } from './log-calls.ts';
import { openApiOf } from './openapi.ts';
import { SETTINGS_CALLS } from './settings-calls.ts';
import { STATE_CALLS } from './state-calls.ts';
import { USER_CALLS } from './user-calls.ts';

export const CONTROL_CALLS: Readonly<Record<string, CallFacts>> = {
  ...FAULT_CALLS,
  ...HOLD_CALLS,
  ...LOG_CALLS,
  ...USER_CALLS,
  ...SETTINGS_CALLS,
  ...STATE_CALLS,
  'GET /knowledge': declare({
    does: 'lists what the sandbox does by the documentation, by observation, and by guessing',
    answers: [200, 'A list of statements, each with `how` it is known.', { listOf: 'Knowledge' }],
    handle: () => jsonReply(200, KNOWLEDGE),
  }),
  'GET /openapi.json': declare({
    does: 'describes this API (OpenAPI 3.1)',
    answers: [200, 'The OpenAPI document.'],
    handle: () => jsonReply(200, openApiOf(CONTROL_CALLS, CONTROL_PREFIX)),
  }),
};
