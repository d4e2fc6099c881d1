/** Reads the body of a form. */
import { bodyParser } from '@koa/bodyparser';
import type { Middleware } from 'koa';
import { refuseBody } from './body-error.ts';

export function form(): Middleware {
  return bodyParser({ enableTypes: ['form'], formLimit: '16kb', onError: refuseBody });
}
