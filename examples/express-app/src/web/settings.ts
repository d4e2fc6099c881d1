/** The routes of the settings and of notices. */
import type { IRouter } from 'express';
import type { Services } from '../services.ts';
import { changeOwnPassword, showPasswordForm } from '../settings/change-password.ts';
import { exportData } from '../settings/export.ts';
import { deleteAccount, seenNotices, showSettings } from '../settings/settings.ts';
import { send } from './answer.ts';
import { form } from './form.ts';
import { visitOf } from './visit.ts';

export function addSettings(router: IRouter, services: Services): void {
  router.get('/settings', (req, res) => send(res, showSettings(visitOf(res), req.query)));
  router.get('/settings/password', (_req, res) => send(res, showPasswordForm(visitOf(res))));
  router.post('/settings/password', form(), async (req, res) =>
    send(res, await changeOwnPassword(services, visitOf(res), req.body)),
  );
  router.get('/settings/export', async (_req, res) => send(res, await exportData(services, visitOf(res))));
  // The form is on the page of settings, and comes back at this address when something is missing.
  router.get('/settings/delete', (_req, res) => send(res, showSettings(visitOf(res), {})));
  router.post('/settings/delete', form(), async (req, res) =>
    send(res, await deleteAccount(services, visitOf(res), req.body)),
  );
  router.post('/notices/seen', async (_req, res) => send(res, await seenNotices(services, visitOf(res))));
}
