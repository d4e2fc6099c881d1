/** The calls of the control API for holds, with which a program looks at requests that are under way. */
import type * as z from 'zod';
import { closed } from '../check.ts';
import type { Holds } from '../faults/holds.ts';
import { emptyReply, jsonReply } from '../http/reply.ts';
import { TARGET, type Target } from '../target.ts';
import { declare } from './control-call.ts';
import { ControlError } from './control-error.ts';

const NEW_HOLD = closed('member', { target: TARGET }) as unknown as z.ZodType<{ readonly target: Target }>;

export const HOLD_CALLS = {
  'GET /holds': declare({
    does: 'lists the holds, with how many answers each holds back now',
    answers: [200, 'A list of holds, each with its `id`.', { listOf: 'Hold' }],
    handle: ({ holds }) => jsonReply(200, holds.list().map(shown)),
  }),
  'POST /holds': declare({
    does: 'holds back the answers to a target until the hold is released; `GET /log` waits for the requests',
    body: NEW_HOLD,
    example: { target: 'token' },
    answers: [201, 'The hold, with its `id`.', 'Hold'],
    handle: ({ holds, body: { target } }) => jsonReply(201, shown(holds.hold(target))),
  }),
  'DELETE /holds': declare({
    does: 'releases all answers that are held back, and ends all holds',
    answers: [204, 'Nothing.'],
    handle: ({ holds }) => {
      holds.releaseAll();
      return emptyReply(204);
    },
  }),
  'DELETE /holds/{id}': declare({
    does: 'releases the answers of one hold, and ends it',
    answers: [204, 'Nothing.'],
    handle: ({ holds, params: { id = '' } }) => {
      const hold = holds.list().find((one) => one.id === id);
      if (hold === undefined) throw new ControlError('not_found', `There is no hold ${JSON.stringify(id)} any more.`);
      hold.release();
      return emptyReply(204);
    },
  }),
} as const;

function shown({ id, target, waiting }: ReturnType<Holds['hold']>): object {
  return { id, target, waiting };
}
