/**
 * Leads a request through the sandbox: reads and logs it, answers it or applies a fault, waits for holds, and sends the answer.
 */
import type { TokenQuirks } from './faults/fault.ts';
import { applyFault } from './faults/fault-handlers.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import type { Holds } from './faults/holds.ts';
import { deliver, deliveredStatus, type Delivery } from './http/deliver.ts';
import { readExchange, type Exchange, type Role } from './http/exchange.ts';
import type { RequestHandler } from './http/listener.ts';
import type { Reply } from './http/reply.ts';
import type { RequestLog } from './log/request-log.ts';

export type Application = (exchange: Exchange, quirks: TokenQuirks) => Promise<Reply>;

export interface Surroundings {
  readonly log: RequestLog;
  readonly faults: FaultPlan;
  readonly holds: Holds;
  /** Aborted when the sandbox closes. */
  readonly closing: AbortSignal;
}

export function serve(
  role: Role,
  application: Application,
  { log, faults, holds, closing }: Surroundings,
): RequestHandler {
  return async (request, response) => {
    const exchange = await readExchange(request, role);
    if (exchange === undefined) return void response.writeHead(413, { connection: 'close' }).end();

    const entry = log.arrived(exchange);
    let answered = false;
    response.once('close', () => {
      if (!answered) entry.abandoned();
    });

    const answer = (quirks: TokenQuirks = {}): Promise<Reply> => application(exchange, quirks);
    const fault = faults.take(exchange);
    const delivery: Delivery =
      fault === undefined ? { kind: 'whole', reply: await answer() } : await applyFault(fault, answer, closing);
    await holds.pass(exchange);

    if (delivery.kind === 'never' || response.destroyed) return;
    answered = true;
    entry.answered(deliveredStatus(delivery), 'reply' in delivery ? delivery.reply.scopeGranted : undefined);
    deliver(delivery, response);
  };
}
