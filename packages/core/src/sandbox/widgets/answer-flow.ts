/** Answers requests to the pages of a flow: shows its steps, takes what is sent, and leads on. */
import type { Exchange } from '../http/exchange.ts';
import { emptyReply, type Reply } from '../http/reply.ts';
import { leaveBank, type Flow } from './flow.ts';
import { cancelledReply, doneReply, problemReply, stepReply } from './pages/flow-page.ts';
import { html, type Html } from './pages/html.ts';
import { PROBLEMS } from './problems.ts';
import type { StepName, Visit } from './step.ts';
import { isOpen, nextOf, stepAt, stepOf } from './steps/steps.ts';
import { wayBackFrom, wayBackOnCancel } from './way-back.ts';
import { WIDGET_ACTIONS } from './widget-actions.ts';

/** Answers a request to the page of a flow that the path's last segment names. */
export function answerFlow(exchange: Exchange, segment: string, visit: Visit): Reply {
  const { flow } = visit;
  const isPost = exchange.method === 'POST';
  if (!isPost && exchange.method !== 'GET') return emptyReply(405, { allow: 'GET, POST' });
  if (segment === 'cancel') return cancel(exchange, visit);
  if (segment === 'problem') return isPost ? leaveProblem(visit) : showProblem(visit);
  if (segment === 'done')
    return nextOf(visit) === 'done' ? doneReply(visit, wayBackFrom(flow), isInIframe(exchange)) : leadOn(visit);
  const name = stepAt(segment, visit);
  if (name === undefined || !isOpen(name, visit)) return leadOn(visit);
  return isPost ? submit(exchange, name, visit) : show(exchange, name, visit);
}

/** Leads the browser to where the flow goes on. */
export function leadOn(visit: Visit): Reply {
  const { flow } = visit;
  const { path } = WIDGET_ACTIONS[flow.action];
  return emptyReply(303, {
    location: `/widget/${path}/${nextOf(visit)}?session=${flow.id}`,
    'cache-control': 'no-store',
  });
}

function show(exchange: Exchange, name: StepName, visit: Visit): Reply {
  return stepReply(stepOf(name).show(visit), visit, noteFor(exchange, visit.flow));
}

function submit(exchange: Exchange, name: StepName, visit: Visit): Reply {
  const error = stepOf(name).submit?.(visit);
  if (error === undefined || visit.flow.problem !== undefined) return leadOn(visit);
  return show(exchange, name, { ...visit, error });
}

function showProblem(visit: Visit): Reply {
  const { flow } = visit;
  return nextOf(visit) === 'problem' && flow.problem !== undefined ? problemReply(flow, flow.problem) : leadOn(visit);
}

function leaveProblem(visit: Visit): Reply {
  const { flow, fields } = visit;
  if (flow.problem === undefined) return leadOn(visit);
  const answer = fields.get('answer');
  if (answer === 'bank' && 'canChangeBank' in PROBLEMS[flow.problem]) leaveBank(flow);
  else if (answer === 'again' && 'again' in PROBLEMS[flow.problem]) delete flow.problem;
  return leadOn(visit);
}

/**
 * Leads back to the application. In an iframe the page around it decides, and is told by a message. What is done cannot be cancelled.
 */
function cancel(exchange: Exchange, visit: Visit): Reply {
  const { flow } = visit;
  if (flow.isCommitted) return leadOn(visit);
  const way = wayBackOnCancel(flow);
  if (way.url === undefined || isInIframe(exchange)) return cancelledReply(flow, way);
  return emptyReply(303, { location: way.url, 'referrer-policy': 'no-referrer' });
}

/** Returns a note for integrators, where a parameter is missing that Linxo's widget needs in an iframe. */
function noteFor(exchange: Exchange, { parameters, texts }: Flow): Html | undefined {
  if (!isInIframe(exchange) || parameters.text('aspsp_callback_uri') !== undefined) return undefined;
  return html`<p class="sandbox">${texts.iframeWithoutCallback}</p>`;
}

/** Browsers say of a page in an iframe that it is one (Fetch Metadata Request Headers). */
function isInIframe({ headers }: Exchange): boolean {
  return headers['sec-fetch-dest'] === 'iframe';
}
