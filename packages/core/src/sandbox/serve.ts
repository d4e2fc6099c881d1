/**
 * Leads a request through the sandbox: reads and logs it, answers it or applies a fault, waits for holds, and sends the answer.
 */
import type { TokenQuirks } from './faults/fault.ts';
import { applyFault } from './faults/fault-handlers.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import type { Holds } from './faults/holds.ts';
import { deliver, deliveredStatus, type Delivery } from './http/deliver.ts';
import { MAX_REQUEST_BYTES, readExchange, type Exchange, type Role } from './http/exchange.ts';
import type { RequestHandler } from './http/listener.ts';
import { jsonReply, type Reply } from './http/reply.ts';
import { logLine } from './log/log-line.ts';
import type { RequestLog } from './log/request-log.ts';

export type Application = (exchange: Exchange, quirks: TokenQuirks) => Promise<Reply>;

export interface Surroundings {
  readonly log: RequestLog;
  readonly faults: FaultPlan;
  readonly holds: Holds;
  /** Aborted when the sandbox closes. */
  readonly closing: AbortSignal;
  /** The sandbox's clock, in milliseconds since the epoch. */
  readonly clock: () => number;
  /** Gets a line about each request that was answered. */
  readonly onRequest: ((line: string) => void) | undefined;
}

const TOO_LARGE = jsonReply(
  413,
  { error: 'PAYLOAD_TOO_LARGE', error_description: `The body has more than ${MAX_REQUEST_BYTES} bytes` },
  { connection: 'close' },
);

export function serve(role: Role, application: Application, surroundings: Surroundings): RequestHandler {
  const { log, faults, holds, closing, clock, onRequest } = surroundings;
  return async (request, response) => {
    const startMs = performance.now();
    const exchange = await readExchange(request, role);
    if (exchange === undefined) return deliver({ kind: 'whole', reply: TOO_LARGE }, response);

    const atMs = clock();
    const entry = log.arrived(exchange);
    const fault = faults.take(exchange);
    let answered = false;
    const finish = (status: number | undefined, scopeGranted?: string): void => {
      answered = true;
      const durationMs = performance.now() - startMs;
      onRequest?.(logLine({ exchange, atMs, durationMs, status, scopeGranted, fault: fault?.kind }));
    };
    response.once('close', () => {
      if (answered) return;
      entry.abandoned();
      finish(undefined);
    });

    // A HEAD is answered as a GET is, and Node leaves the body out.
    const asked = exchange.method === 'HEAD' ? { ...exchange, method: 'GET' } : exchange;
    const answer = (quirks: TokenQuirks = {}): Promise<Reply> => application(asked, quirks);
    const delivery: Delivery =
      fault === undefined ? { kind: 'whole', reply: await answer() } : await applyFault(fault, answer, closing);
    await holds.pass(exchange);

    if (delivery.kind === 'never' || response.destroyed) return;
    const scopeGranted = 'reply' in delivery ? delivery.reply.scopeGranted : undefined;
    entry.answered(deliveredStatus(delivery), scopeGranted);
    finish(deliveredStatus(delivery), scopeGranted);
    deliver(delivery, response);
  };
}
