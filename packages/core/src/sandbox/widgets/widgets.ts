/** Answers requests to the widgets: opens sessions, starts a flow for an action, and leads through its pages. */
import { ApiError, apiErrorReply } from '../api/api-error.ts';
import { bankOf } from '../data/banks.ts';
import { hasContentType, type Exchange } from '../http/exchange.ts';
import { FORM_TYPE } from '../http/form.ts';
import { emptyReply, jsonReply, type Reply } from '../http/reply.ts';
import type { IssuedToken } from '../oauth/token-issuer.ts';
import { expandScopes } from '../scopes.ts';
import { followClock } from '../synchronization/follow-clock.ts';
import { VERSION_PREFIX } from '../target.ts';
import type { UserData } from '../world/user-data.ts';
import type { World } from '../world/world.ts';
import { answerFlow, leadOn } from './answer-flow.ts';
import { startFlow, type Flow } from './flow.ts';
import { answerLogo } from './logo.ts';
import { refusedReply } from './pages/refused-page.ts';
import { preselectConnection } from './steps/choose-connection.ts';
import { TEXTS, type Locale } from './texts/texts.ts';
import { actionAt, WIDGET_ACTIONS, type WidgetActionName } from './widget-actions.ts';
import { readParameters, type WidgetParameters } from './widget-parameters.ts';
import { openSession, type WidgetSessions } from './widget-session.ts';

/** The paths that open a session. A client that shipped uses the second one. */
const SESSION_PATHS: readonly string[] = [
  `${VERSION_PREFIX}/widget_session`,
  `${VERSION_PREFIX}/widget/widget_session`,
];

/** The pages that belong to no action. */
const PAGES_OF_ALL: readonly string[] = ['cancel'];

export async function answerWidgets(exchange: Exchange, sessions: WidgetSessions, world: World): Promise<Reply> {
  try {
    const logo = answerLogo(exchange);
    if (logo !== undefined) return logo;
    if (!SESSION_PATHS.includes(exchange.path)) return answerPage(exchange, sessions, world);
    return exchange.method === 'POST'
      ? await openSession(exchange, sessions, world)
      : emptyReply(405, { allow: 'POST' });
  } catch (error) {
    if (error instanceof ApiError) return apiErrorReply(error);
    throw error;
  }
}

function answerPage(exchange: Exchange, sessions: WidgetSessions, world: World): Reply {
  world.synchronizations.followClock();
  const [segment = '', page, ...more] = exchange.path
    .replace(VERSION_PREFIX, '')
    .replace(/^\/widget\//, '')
    .split('/');
  const action = actionAt(segment);
  const isKnown = more.length === 0 && (PAGES_OF_ALL.includes(segment) ? page === undefined : action !== undefined);
  if (!isKnown) return jsonReply(404, { error: 'NOT_FOUND', error_description: 'No such widget' });
  if (action !== undefined && page === undefined) return start(exchange, action, sessions, world);

  const flow = sessions.flows.get(exchange.query.get('session') ?? '');
  if (flow === undefined || (action !== undefined && flow.action !== action)) {
    return refusedReply(parametersOf(exchange).locale, 'session');
  }
  const data = dataOf(flow.parameters.locale, flow.token, world);
  return 'status' in data
    ? data
    : answerFlow(exchange, page ?? segment, { flow, data, world, fields: fieldsOf(exchange) });
}

/** Starts a flow with the parameters of the URL, and leads to its first page. */
function start(exchange: Exchange, action: WidgetActionName, sessions: WidgetSessions, world: World): Reply {
  if (exchange.method !== 'GET') return emptyReply(405, { allow: 'GET' });
  const parameters = parametersOf(exchange);
  const { locale } = parameters;
  const token = sessions.tokens.get(exchange.query.get('session_id') ?? '');
  if (token === undefined) return refusedReply(locale, 'session');
  const data = dataOf(locale, token, world);
  if ('status' in data) return data;
  const { needs } = WIDGET_ACTIONS[action];
  if (needs !== undefined && !expandScopes(token.scopes, world.rules.honourInclusions).has(needs)) {
    return refusedReply(locale, 'scope', needs);
  }
  const flow = startFlow(sessions.flows, { action, token, parameters, texts: TEXTS[locale] });
  preselect(flow, data);
  return leadOn({ flow, data, world, fields: new URLSearchParams() });
}

function preselect(flow: Flow, data: UserData): void {
  const steps: readonly string[] = WIDGET_ACTIONS[flow.action].steps;
  if (steps.includes('connection')) preselectConnection(flow, data);
  if (!steps.includes('bank')) return;
  const bank = bankOf(flow.parameters.text('provider_id') ?? '');
  if (bank !== undefined) flow.bank = bank;
}

/** Returns the data of the token's user, or the answer that says why there are none. */
function dataOf(locale: Locale, token: IssuedToken, world: World): UserData | Reply {
  if (token.expiresAtMs <= world.clock()) return refusedReply(locale, 'session');
  const data = world.data.get(token.subject);
  if (data === undefined) return refusedReply(locale, 'user');
  followClock(data, world);
  return data;
}

function parametersOf({ query, headers }: Exchange): WidgetParameters {
  return readParameters(query, headers['accept-language']);
}

function fieldsOf(exchange: Exchange): URLSearchParams {
  if (exchange.method !== 'POST') return exchange.query;
  return new URLSearchParams(hasContentType(exchange, FORM_TYPE) ? exchange.body : '');
}
