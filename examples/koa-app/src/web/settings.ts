/** The routes of the settings and of notices. */
import type Router from '@koa/router';
import type { Services } from '../services.ts';
import { exportData } from '../settings/export.ts';
import { deleteAccount, seenNotices, showSettings } from '../settings/settings.ts';
import { send } from './answer.ts';
import { form } from './form.ts';
import { visitOf } from './visit.ts';

export function addSettings(router: Router, services: Services): void {
  router.get('/settings', (ctx) => send(ctx, showSettings(visitOf(ctx))));
  router.get('/settings/export', async (ctx) => send(ctx, await exportData(services, visitOf(ctx))));
  router.post('/settings/delete', form(), async (ctx) =>
    send(ctx, await deleteAccount(services, visitOf(ctx), ctx.request.body)),
  );
  router.post('/notices/seen', async (ctx) => send(ctx, await seenNotices(services, visitOf(ctx))));
}
