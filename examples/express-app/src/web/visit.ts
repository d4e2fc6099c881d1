/** Leaves the visit on the response: who sends the request, in which language. */
import type { RequestHandler, Response } from 'express';
import type { Services } from '../services.ts';
import { recognised, strangersVisit, type Visit } from '../visit.ts';
import { languageOf, LANGUAGES } from '../words/languages.ts';

export function visits(services: Services): RequestHandler {
  return async function startVisit(request, response, next) {
    const visit = strangersVisit(services, {
      headers: request.headers,
      path: request.path,
      url: request.originalUrl,
      address: request.ip ?? '',
      requestId: response.get('X-Request-Id') ?? '',
      language: languageOf(request.acceptsLanguages(LANGUAGES)),
    });
    // An error from here on is answered in the visitor's language, too.
    response.locals['visit'] = visit;
    response.vary('Accept-Language');
    response.locals['visit'] = await recognised(services, visit);
    next();
  };
}

/** Returns the visit of a request. */
export function visitOf({ locals }: Pick<Response, 'locals'>): Visit {
  return locals['visit'] as Visit;
}
