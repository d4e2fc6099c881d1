/** Answers requests to the control API, by which programs in any language ask for faults and look at the log. */
import { check } from '../check.ts';
import type { Exchange } from '../http/exchange.ts';
import { matchPath } from '../http/path-template.ts';
import type { Reply } from '../http/reply.ts';
import { CONTROL_PREFIX } from '../target.ts';
import { requireAccess, requireJson, type ControlAccess } from './access.ts';
import type { Controlled } from './control-call.ts';
import { CONTROL_CALLS } from './control-calls.ts';
import { ControlError, controlErrorReply } from './control-error.ts';

const ROUTES = Object.entries(CONTROL_CALLS).map(([name, facts]) => {
  const [method = '', path = ''] = name.split(' ');
  return { method, template: CONTROL_PREFIX + path, facts };
});

export async function answerControl(exchange: Exchange, control: Controlled & ControlAccess): Promise<Reply> {
  try {
    requireAccess(exchange, control);
    return await answerCall(exchange, control);
  } catch (error) {
    if (error instanceof ControlError) return controlErrorReply(error);
    if (error instanceof TypeError || error instanceof RangeError) {
      return controlErrorReply(new ControlError('invalid_request', error.message));
    }
    throw error;
  }
}

async function answerCall(exchange: Exchange, control: Controlled): Promise<Reply> {
  const there = ROUTES.filter(({ template }) => matchPath(template, exchange.path) !== undefined);
  const route = there.find(({ method }) => method === exchange.method);
  if (there.length === 0) {
    throw new ControlError(
      'not_found',
      `There is no such call; ${CONTROL_PREFIX}/openapi.json describes those that exist.`,
    );
  }
  if (route === undefined) {
    const allow = there.map(({ method }) => method).join(', ');
    throw new ControlError('method_not_allowed', `This path takes ${allow}.`, { allow });
  }
  const { facts, template } = route;
  requireJson(exchange);
  requireKnown(exchange.query, Object.keys(facts.query ?? {}));
  const body = facts.body === undefined ? undefined : check('The body', facts.body, parse(exchange.body));
  const params = matchPath(template, exchange.path) ?? {};
  return facts.handle({ ...control, params, query: exchange.query, body: body as never });
}

function requireKnown(query: URLSearchParams, known: readonly string[]): void {
  const unknown = [...query.keys()].find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const those = known.length === 0 ? 'This call has none.' : `There are: ${known.join(', ')}.`;
  throw new ControlError('invalid_request', `There is no query parameter ${JSON.stringify(unknown)}. ${those}`);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ControlError('invalid_request', body === '' ? 'The body is empty.' : 'The body is not JSON.');
  }
}
