/** The routes of the settings and of notices. */
import type Router from '@koa/router';
import type { Services } from '../services.ts';
import { changeOwnPassword, showPasswordForm } from '../settings/change-password.ts';
import { exportData } from '../settings/export.ts';
import { deleteAccount, seenNotices, showSettings } from '../settings/settings.ts';
import { send } from './answer.ts';
import { form } from './form.ts';
import { visitOf } from './visit.ts';

export function addSettings(router: Router, services: Services): void {
  router.get('/settings', (ctx) => send(ctx, showSettings(visitOf(ctx), ctx.query)));
  router.get('/settings/password', (ctx) => send(ctx, showPasswordForm(visitOf(ctx))));
  router.post('/settings/password', form(), async (ctx) =>
    send(ctx, await changeOwnPassword(services, visitOf(ctx), ctx.request.body)),
  );
  router.get('/settings/export', async (ctx) => send(ctx, await exportData(services, visitOf(ctx))));
  // The form is on the page of settings, and comes back at this address when something is missing.
  router.get('/settings/delete', (ctx) => send(ctx, showSettings(visitOf(ctx), {})));
  router.post('/settings/delete', form(), async (ctx) =>
    send(ctx, await deleteAccount(services, visitOf(ctx), ctx.request.body)),
  );
  router.post('/notices/seen', async (ctx) => send(ctx, await seenNotices(services, visitOf(ctx))));
}
