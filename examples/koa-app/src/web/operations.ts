/** The routes that need no visitor: files of the pages, and whether the process is alive and ready. */
import type Router from '@koa/router';
import { liveness, readiness } from '../operations/health.ts';
import { ASSETS } from '../pages/assets.ts';
import type { Services } from '../services.ts';
import { send } from './answer.ts';

export function addOperations(router: Router, services: Services): void {
  router.get('/assets/:file', (ctx, next) => {
    const answer = ASSETS.answer(String(ctx.params['file']));
    return answer ? send(ctx, answer) : next();
  });
  router.get('/health', (ctx) => send(ctx, liveness()));
  router.get('/ready', async (ctx) => send(ctx, await readiness(services)));
}
