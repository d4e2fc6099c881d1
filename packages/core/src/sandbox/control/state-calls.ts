/** The calls of the control API for tokens, the clock, synchronizations and everything at once. */
import * as z from 'zod';
import { closed } from '../check.ts';
import type { SandboxClock } from '../clock/sandbox-clock.ts';
import { emptyReply, jsonReply } from '../http/reply.ts';
import { declare, userNamed } from './control-call.ts';
import { ControlError } from './control-error.ts';

type Revocation = { readonly token?: string; readonly username?: string; readonly all?: true };
const REVOCATION = closed('member', {
  token: z.string().min(1).optional(),
  username: z.string().optional(),
  all: z.literal(true).optional(),
}) as unknown as z.ZodType<Revocation>;

type ClockChange = { readonly frozenAt?: string; readonly advanceMs?: number; readonly run?: true };
const CLOCK_CHANGE = closed('member', {
  frozenAt: z.iso.datetime({ offset: true, error: 'must be a time such as 2026-03-31T09:00:00Z' }).optional(),
  advanceMs: z.int().optional(),
  run: z.literal(true).optional(),
}) as unknown as z.ZodType<ClockChange>;

type SyncMove = { readonly connectionId?: string; readonly to: 'step' | 'end' };
const SYNC_MOVE = closed('member', {
  connectionId: z.string().optional(),
  to: z.enum(['step', 'end']),
}) as unknown as z.ZodType<SyncMove>;

export const STATE_CALLS = {
  'POST /revocations': declare({
    does: 'makes the API refuse one `token`, all tokens of the user `username`, or `all` tokens issued so far',
    body: REVOCATION,
    example: { username: 'camille@example.org' },
    answers: [204, 'Nothing.'],
    handle: ({ world, body }) => {
      const { token, username } = body;
      oneOf(body, ['token', 'username', 'all']);
      if (username === undefined) world.tokens.revoke(token ?? 'all');
      else world.tokens.revokeSubject(userNamed({ params: { username }, world }).id);
      return emptyReply(204);
    },
  }),
  'GET /clock': declare({
    does: 'shows the time of the sandbox, and whether the clock stands still',
    answers: [200, 'The time.', 'Clock'],
    handle: ({ world }) => jsonReply(200, shown(world.time)),
  }),
  'PUT /clock': declare({
    does: 'stops the clock at a time (`frozenAt`), moves it by `advanceMs` milliseconds, or lets it `run` on',
    body: CLOCK_CHANGE,
    example: { advanceMs: 3_600_000 },
    answers: [200, 'The time.', 'Clock'],
    handle: ({ world: { time }, body }) => {
      oneOf(body, ['frozenAt', 'advanceMs', 'run']);
      if (body.frozenAt !== undefined) time.freeze(new Date(body.frozenAt));
      else if (body.advanceMs === undefined) time.run();
      else time.advance(body.advanceMs);
      return jsonReply(200, shown(time));
    },
  }),
  'GET /synchronizations': declare({
    does: 'lists the ids of the connections that are being synchronized',
    answers: [200, 'An object with the list `running`.', 'Synchronizations'],
    handle: ({ world }) => jsonReply(200, { running: world.synchronizations.running }),
  }),
  'POST /synchronizations': declare({
    does: 'takes a running synchronization (`connectionId`), or all of them, to the next of the four stages (`step`) or to its `end`',
    body: SYNC_MOVE,
    example: { to: 'end' as const },
    answers: [200, 'An object with the list `running` of those that go on.', 'Synchronizations'],
    handle: ({ world: { synchronizations }, body: { connectionId, to } }) => {
      if (connectionId !== undefined && !synchronizations.running.includes(connectionId)) {
        throw new ControlError(
          'not_found',
          `The connection ${JSON.stringify(connectionId)} is not being synchronized.`,
        );
      }
      if (to === 'end') synchronizations.finish(connectionId);
      else synchronizations.step(connectionId);
      return jsonReply(200, { running: synchronizations.running });
    },
  }),
  'POST /reset': declare({
    does: 'sets users, their data, clients, settings and the clock back to the start, drops tokens, faults, holds and synchronizations, clears the log',
    answers: [204, 'Nothing.'],
    handle: ({ reset }) => {
      reset();
      return emptyReply(204);
    },
  }),
} as const;

function shown(time: SandboxClock): object {
  return { now: new Date(time.now()).toISOString(), frozen: time.frozen };
}

function oneOf(body: object, names: readonly string[]): void {
  if (Object.keys(body).length !== 1)
    throw new ControlError('invalid_request', `The body must have one of ${names.join(', ')}.`);
}
