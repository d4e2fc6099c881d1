/** Reads the body of a form. */
import { bodyParser } from '@koa/bodyparser';
import type { Middleware } from 'koa';

export function form(): Middleware {
  return bodyParser({ enableTypes: ['form'], formLimit: '16kb' });
}
