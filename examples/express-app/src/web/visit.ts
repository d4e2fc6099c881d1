/** Leaves the visit on the response: who sends the request, in which language. */
import type { RequestHandler, Response } from 'express';
import type { Services } from '../services.ts';
import { readVisit, type Visit } from '../visit.ts';
import { languageOf, LANGUAGES } from '../words/languages.ts';

export function visits(services: Services): RequestHandler {
  return async function startVisit(request, response, next) {
    response.locals['visit'] = await readVisit(services, {
      headers: request.headers,
      path: request.path,
      url: request.originalUrl,
      address: request.ip ?? '',
      requestId: response.get('X-Request-Id') ?? '',
      language: languageOf(request.acceptsLanguages(LANGUAGES)),
    });
    response.vary('Accept-Language');
    next();
  };
}

/** Returns the visit of a request. */
export function visitOf({ locals }: Pick<Response, 'locals'>): Visit {
  return locals['visit'] as Visit;
}
