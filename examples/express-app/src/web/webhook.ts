/** The route at which Linxo reports events. Without the secret in its path it is not there. */
import type { IRouter } from 'express';
import type { Services } from '../services.ts';
import { isWebhookSecret, receiveEvent } from '../webhook/receive-event.ts';
import { send } from './answer.ts';
import { jsonBody } from './json-body.ts';

export function addWebhook(router: IRouter, services: Services): void {
  router.post(
    '/webhooks/linxo/:secret',
    (req, _res, next) => {
      const isKnown = isWebhookSecret(services.config.webhookSecrets, req.params.secret);
      next(isKnown ? undefined : { status: 404 });
    },
    jsonBody(),
    async (req, res) => send(res, await receiveEvent(services, req.body)),
  );
}
