/** Answers errors with a page where a browser asks for one. The others are answered as problem details, by the handlers after this. */
import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { problemAnswer } from '../problems/problem-page.tsx';
import { send } from './answer.ts';
import { visitOf } from './visit.ts';

export function errorPages(log: Logger): ErrorRequestHandler {
  return function answerWithPage(error: unknown, request, response, next) {
    const visit = visitOf(response);
    const wantsPage = request.accepts(['json', 'html']) === 'html' && !request.path.startsWith('/api/');
    if (response.headersSent || !wantsPage || visit === undefined) return next(error);
    const answer = problemAnswer(visit, request.method, error);
    send(response, answer);
    if (answer.status >= 500) log.error(error);
  };
}
