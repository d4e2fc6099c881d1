/** The routes that need no visitor: files of the pages, and whether the process is alive and ready. */
import type { IRouter } from 'express';
import { liveness, readiness } from '../operations/health.ts';
import { ASSETS } from '../pages/assets.ts';
import type { Services } from '../services.ts';
import { send } from './answer.ts';

export function addOperations(router: IRouter, services: Services): void {
  router.get('/assets/:file', (req, res, next) => {
    const answer = ASSETS.answer(req.params.file);
    return answer ? send(res, answer) : next();
  });
  router.get('/health', (_req, res) => send(res, liveness()));
  router.get('/ready', async (_req, res) => send(res, await readiness(services)));
}
