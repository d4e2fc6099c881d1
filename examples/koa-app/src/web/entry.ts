/** The routes of signing up, in and out. They need nothing of Linxo. */
import type Router from '@koa/router';
import { page } from '../answer.ts';
import { homePage } from '../pages/home-page.tsx';
import { showEntry, signIn, signOut, signUp } from '../people/entry.ts';
import type { Services } from '../services.ts';
import { send } from './answer.ts';
import { form } from './form.ts';
import { visitOf } from './visit.ts';

export function addEntry(router: Router, services: Services): void {
  router.get('/', (ctx) => send(ctx, page(homePage(visitOf(ctx)))));
  router.get('/sign-up', (ctx) => send(ctx, showEntry(visitOf(ctx), 'sign-up', ctx.query['next'])));
  router.get('/sign-in', (ctx) => send(ctx, showEntry(visitOf(ctx), 'sign-in', ctx.query['next'])));
  router.post('/sign-up', form(), async (ctx) => send(ctx, await signUp(services, visitOf(ctx), ctx.request.body)));
  router.post('/sign-in', form(), async (ctx) => send(ctx, await signIn(services, visitOf(ctx), ctx.request.body)));
  router.post('/sign-out', async (ctx) => send(ctx, await signOut(services, visitOf(ctx))));
}
