/** A call of the control API: how it is declared, and what its handler gets. */
import type * as z from 'zod';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { Holds } from '../faults/holds.ts';
import type { Reply } from '../http/reply.ts';
import type { RequestLog } from '../log/request-log.ts';
import type { SandboxUser } from '../world/users.ts';
import type { World } from '../world/world.ts';
import type { AnswerBody } from './answers.ts';
import { ControlError } from './control-error.ts';

/** What the control API can look at and change. */
export interface Controlled {
  readonly world: World;
  readonly log: RequestLog;
  readonly faults: FaultPlan;
  readonly holds: Holds;
  readonly reset: () => void;
  /** The seed of the data, for users who are added. */
  readonly seed: string;
}

export interface ControlCall<B = unknown> extends Controlled {
  /** The values of the path's parameters. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: B;
}

/** How a call is declared. Documents and the OpenAPI document are made from it. */
export interface CallFacts<B = never> {
  readonly does: string;
  /** The query parameters, with what each is for. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: z.ZodType<B>;
  /** The schema that documents show, where it says more than the one that checks. */
  readonly describedBody?: z.ZodType;
  /** An example of the body, for documents. */
  readonly example?: B;
  /** The status of the answer, what it holds, and the schema of its JSON. */
  readonly answers: readonly [status: number, holds: string, body?: AnswerBody];
  readonly handle: (call: ControlCall<B>) => Reply | Promise<Reply>;
}

/** Declares a call, and checks that its handler takes what its schema gives. */
export function declare<B>(facts: CallFacts<B>): CallFacts {
  return facts as unknown as CallFacts;
}

export function userNamed({ params, world }: Pick<ControlCall, 'params' | 'world'>): SandboxUser {
  const name = params['username'] ?? '';
  const user = world.users.byUsername(name);
  if (user === undefined) throw new ControlError('not_found', `There is no user ${JSON.stringify(name)}.`);
  return user;
}
