/** Answers requests to the widgets: opens sessions, shows the page of an action and performs it. */
import { ApiError, apiErrorReply } from '../api/api-error.ts';
import { bankOf, linkBank } from '../api/connections-manage.ts';
import type { Exchange } from '../http/exchange.ts';
import { emptyReply, jsonReply, type Reply } from '../http/reply.ts';
import type { IssuedToken } from '../oauth/token-issuer.ts';
import { expandScopes } from '../scopes.ts';
import { VERSION_PREFIX } from '../target.ts';
import type { World } from '../world/world.ts';
import { confirmPage, donePage, refusedPage } from './widget-page.ts';
import { openSession, WIDGET_ACTIONS, type WidgetSessions } from './widget-session.ts';

type Action = keyof typeof WIDGET_ACTIONS;

/** The paths that open a session. A client that shipped uses the second one. */
const SESSION_PATHS: readonly string[] = [
  `${VERSION_PREFIX}/widget_session`,
  `${VERSION_PREFIX}/widget/widget_session`,
];

const DEFAULT_PROVIDER_ID = '9103';

export async function answerWidgets(exchange: Exchange, sessions: WidgetSessions, world: World): Promise<Reply> {
  try {
    if (!SESSION_PATHS.includes(exchange.path)) return answerAction(exchange, sessions, world);
    return exchange.method === 'POST'
      ? await openSession(exchange, sessions, world)
      : emptyReply(405, { allow: 'POST' });
  } catch (error) {
    if (error instanceof ApiError) return apiErrorReply(error);
    throw error;
  }
}

function answerAction(exchange: Exchange, sessions: WidgetSessions, world: World): Reply {
  const action = actionAt(exchange.path);
  if (action === undefined) return jsonReply(404, { error: 'NOT_FOUND', error_description: 'No such widget' });
  const session = sessions.get(exchange.query.get('session_id') ?? '');
  if (session === undefined || session.expiresAtMs <= world.clock()) {
    return refusedPage(401, 'The session does not exist, or is over');
  }
  const { needs } = WIDGET_ACTIONS[action];
  if (needs !== undefined && !expandScopes(session.scopes, world.rules.honourInclusions).has(needs)) {
    return refusedPage(403, `The access token lacks the scope ${needs}`);
  }
  if (exchange.method === 'GET') return confirmPage(titleOf(action), 'Continuer', exchange.query.get('cancel_url'));
  if (exchange.method !== 'POST') return emptyReply(405, { allow: 'GET, POST' });
  return finish(action, exchange.query, session, world);
}

function finish(action: Action, query: URLSearchParams, { subject }: IssuedToken, world: World): Reply {
  const data = world.data.get(subject);
  const bank = bankOf(query.get('provider_id') ?? DEFAULT_PROVIDER_ID);
  if (data === undefined || bank === undefined) return refusedPage(404, 'No such user, or no such bank');
  const added = action === 'add_connection' ? { connection_id: linkBank(subject, data, bank, world) } : {};
  return donePage(titleOf(action), {
    eventName: 'redirect_to',
    redirect_url: query.get('redirect_url') ?? '',
    status: 'success',
    result: action === 'add_connection' ? 'created' : 'updated',
    ...added,
  });
}

function actionAt(path: string): Action | undefined {
  const segment = path.replace(VERSION_PREFIX, '').replace(/^\/widget\//, '');
  return (Object.keys(WIDGET_ACTIONS) as Action[]).find((name) => WIDGET_ACTIONS[name].path === segment);
}

function titleOf(action: Action): string {
  return `Linxo sandbox: ${action.replaceAll('_', ' ')}`;
}
