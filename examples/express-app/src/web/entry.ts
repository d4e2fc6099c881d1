/** The routes of signing up, in and out. They need nothing of Linxo. */
import type { IRouter } from 'express';
import { page } from '../answer.ts';
import { homePage } from '../pages/home-page.tsx';
import { showEntry, signIn, signOut, signUp } from '../people/entry.ts';
import type { Services } from '../services.ts';
import { send } from './answer.ts';
import { form } from './form.ts';
import { visitOf } from './visit.ts';

export function addEntry(router: IRouter, services: Services): void {
  router.get('/', (_req, res) => send(res, page(homePage(visitOf(res)))));
  router.get('/sign-up', (req, res) => send(res, showEntry(visitOf(res), 'sign-up', req.query['next'])));
  router.get('/sign-in', (req, res) => send(res, showEntry(visitOf(res), 'sign-in', req.query['next'])));
  router.post('/sign-up', form(), async (req, res) => send(res, await signUp(services, visitOf(res), req.body)));
  router.post('/sign-in', form(), async (req, res) => send(res, await signIn(services, visitOf(res), req.body)));
  router.post('/sign-out', async (_req, res) => send(res, await signOut(services, visitOf(res))));
}
