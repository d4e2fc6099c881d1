/** Refuses what would change something unless one of our own pages sent it. A webhook's caller is no page, and shows its secret. */
import type { RequestHandler } from 'express';
import { ForeignPage } from '../problems/errors.ts';
import { isFromOwnPage } from '../security/own-pages.ts';
import { visitOf } from './visit.ts';

export function ownPagesOnly(): RequestHandler {
  return function refuseForeignPages(request, response, next) {
    if (!isFromOwnPage(request.method, request.headers, visitOf(response).origin))
      throw new ForeignPage('A page of another origin sent this request.');
    next();
  };
}
