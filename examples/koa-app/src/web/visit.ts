/** Leaves the visit on the request: who sends it, in which language. */
import type { Context, Middleware } from 'koa';
import type { Services } from '../services.ts';
import { recognised, strangersVisit, type Visit } from '../visit.ts';
import { languageOf, LANGUAGES } from '../words/languages.ts';

export function visits(services: Services): Middleware {
  return async function startVisit(ctx, next) {
    const visit = strangersVisit(services, {
      headers: ctx.headers,
      path: ctx.path,
      url: ctx.url,
      address: ctx.ip,
      requestId: ctx.response.get('X-Request-Id'),
      language: languageOf(ctx.acceptsLanguages(...LANGUAGES)),
    });
    // An error from here on is answered in the visitor's language, too.
    ctx.state['visit'] = visit;
    ctx.vary('Accept-Language');
    ctx.state['visit'] = await recognised(services, visit);
    await next();
  };
}

/** Returns the visit of a request. */
export function visitOf({ state }: Pick<Context, 'state'>): Visit {
  return state['visit'] as Visit;
}
