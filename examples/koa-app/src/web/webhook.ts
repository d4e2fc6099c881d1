/** The route at which Linxo reports events. Without the secret in its path it is not there. */
import type Router from '@koa/router';
import type { Services } from '../services.ts';
import { isWebhookSecret, receiveEvent } from '../webhook/receive-event.ts';
import { send } from './answer.ts';
import { jsonBody } from './json-body.ts';

export function addWebhook(router: Router, services: Services): void {
  router.post(
    '/webhooks/linxo/:secret',
    (ctx, next) => {
      if (!isWebhookSecret(services.config.webhookSecrets, ctx.params['secret'])) ctx.throw(404);
      return next();
    },
    jsonBody(),
    async (ctx) => send(ctx, await receiveEvent(services, ctx.request.body)),
  );
}
