/** The calls of the control API for faults. */
import * as z from 'zod';
import { closed } from '../check.ts';
import { LIMIT_MEMBERS, type FaultLimits } from '../faults/fault-limits.ts';
import type { PlannedFault } from '../faults/fault-plan.ts';
import { HTTP_FAULT, parseFault } from '../faults/fault-schema.ts';
import type { Fault } from '../faults/fault.ts';
import { emptyReply, jsonReply } from '../http/reply.ts';
import { TARGET, type Target } from '../target.ts';
import { declare } from './control-call.ts';
import { ControlError } from './control-error.ts';

interface NewFault extends FaultLimits {
  readonly target: Target;
  readonly fault: Fault;
  readonly always?: boolean;
}

const MEMBERS = {
  target: TARGET,
  ...LIMIT_MEMBERS,
  always: z.literal(true).optional(),
};

/** The fault itself is checked afterwards, because a union cannot say which of its kinds was meant. */
const SOME_FAULT = z.unknown().refine((value) => value !== undefined, 'is missing');
const NEW_FAULT = closed('member', { ...MEMBERS, fault: SOME_FAULT }) as unknown as z.ZodType<NewFault>;

export const FAULT_CALLS = {
  'GET /faults': declare({
    does: 'lists the faults that wait for requests',
    answers: [200, 'A list of faults, each with its `id`.', { listOf: 'Fault' }],
    handle: ({ faults }) => jsonReply(200, faults.list().map(shown)),
  }),
  'POST /faults': declare({
    does: 'makes requests to a target fail: the next one, the next `times`, those of the next `forMs` milliseconds, a share of them (`rate`), or `always`. `times`, `forMs` and `rate` can be combined',
    body: NEW_FAULT,
    describedBody: closed('member', { ...MEMBERS, fault: HTTP_FAULT }),
    example: { target: 'token', fault: { kind: 'retryAfter', status: 503, after: 30 } as const, times: 2 },
    answers: [201, 'The fault, with its `id`.', 'Fault'],
    handle: ({ faults, body: { target, fault, always, ...limits } }) => {
      const limited = Object.keys(limits).length > 0;
      if (always && limited)
        throw new ControlError('invalid_request', 'always goes with none of times, forMs and rate.');
      const known = parseFault(fault);
      if (known.kind === 'edit')
        throw new ControlError('invalid_request', 'edit takes a function; use merge over HTTP.');
      return jsonReply(201, shown(faults.add(target, known, always || limited ? limits : { times: 1 })));
    },
  }),
  'DELETE /faults': declare({
    does: 'removes all faults',
    answers: [204, 'Nothing.'],
    handle: ({ faults }) => {
      faults.clear();
      return emptyReply(204);
    },
  }),
  'DELETE /faults/{id}': declare({
    does: 'removes one fault',
    answers: [204, 'Nothing.'],
    handle: ({ faults, params: { id = '' } }) => {
      if (!faults.remove(id)) throw new ControlError('not_found', `There is no fault ${JSON.stringify(id)} any more.`);
      return emptyReply(204);
    },
  }),
} as const;

/** Returns a fault as it is shown. A function cannot be. */
function shown({ fault, ...planned }: PlannedFault): object {
  return { ...planned, fault: fault.kind === 'edit' ? { kind: 'edit' } : fault };
}
