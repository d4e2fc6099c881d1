/** Answers requests to the API v2.1: finds the endpoint, checks the caller and calls the handler. */
import type { Exchange } from '../http/exchange.ts';
import { matchPath } from '../http/path-template.ts';
import { emptyReply, type Reply } from '../http/reply.ts';
import { followClock, synchronizeDaily } from '../synchronization/follow-clock.ts';
import { VERSION_PREFIX } from '../target.ts';
import { emptyUserData } from '../world/user-data.ts';
import type { World } from '../world/world.ts';
import { ApiError, apiErrorReply } from './api-error.ts';
import { authorise, callerOf } from './authorise.ts';
import { SANDBOX_ENDPOINTS, type Endpoint } from './endpoints.ts';

interface Route {
  readonly name: string;
  readonly method: string;
  readonly template: string;
  readonly endpoint: Endpoint;
}

const ROUTES: readonly Route[] = Object.entries(SANDBOX_ENDPOINTS).map(([name, endpoint]) => {
  const [method = '', path = ''] = name.split(' ');
  return { name, method, template: VERSION_PREFIX + path, endpoint };
});

/** Returns the name of a request's endpoint, such as `GET /accounts/{id}`. */
export function endpointOf({ method, path }: Exchange): string | undefined {
  return ROUTES.find((route) => route.method === method && matchPath(route.template, path) !== undefined)?.name;
}

export async function answerApi(exchange: Exchange, world: World): Promise<Reply> {
  try {
    return await answerCall(exchange, world);
  } catch (error) {
    if (error instanceof ApiError) return apiErrorReply(error);
    throw error;
  }
}

async function answerCall(exchange: Exchange, world: World): Promise<Reply> {
  const caller = await callerOf(exchange, world);
  const routes = ROUTES.filter(({ template }) => matchPath(template, exchange.path) !== undefined);
  const route = routes.find(({ method }) => method === exchange.method);
  if (routes.length === 0) throw new ApiError('NOT_FOUND', 'No such resource');
  if (route === undefined) return emptyReply(405, { allow: routes.map(({ method }) => method).join(', ') });

  const { endpoint, template } = route;
  authorise(caller, endpoint);
  const params = matchPath(template, exchange.path) ?? {};
  world.synchronizations.followClock();
  const call = { exchange, caller, params, query: exchange.query, world };
  if (endpoint.for !== 'user') return endpoint.answer(call);
  const userId = caller.userId ?? '';
  const data = world.data.get(userId) ?? emptyUserData();
  followClock(data, world);
  // Other requests may be about to start a synchronization themselves.
  if (exchange.method === 'GET') synchronizeDaily(data, world);
  return endpoint.answer({ ...call, userId, data });
}
