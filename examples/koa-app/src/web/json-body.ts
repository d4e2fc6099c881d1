/** Reads the JSON body of a request. It stands behind the guards of a route, so that nobody's body is read before it is known whose it is. */
import { bodyParser } from '@koa/bodyparser';
import type { Middleware } from 'koa';
import { refuseBody } from './body-error.ts';

const parse = bodyParser({ enableTypes: ['json'], jsonLimit: '16kb', onError: refuseBody });

/** Returns middleware that refuses other types: a page of another site could send a form or plain text, but not JSON. */
export function jsonBody(): Middleware {
  return function readJsonBody(ctx, next) {
    if (!ctx.is('application/json')) ctx.throw(415);
    return parse(ctx, next);
  };
}
