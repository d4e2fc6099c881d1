// linxo-scopes.json says which scopes the routes need: a new one shows in reviews.
import { checkScopesManifest } from '@linxo-guard/core/routes';
import { describeRoutes } from '@linxo-guard/express';
import { expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { startApp } from '../support/running-app.ts';

it('the routes require the scopes of linxo-scopes.json, which `npm run scopes` writes', async () => {
  await using app = await startApp();
  const manifest = new URL('../../linxo-scopes.json', import.meta.url);
  await expect(checkScopesManifest(describeRoutes(createApp(app.services)), manifest)).resolves.toBeUndefined();
});
