/**
 * `npm run scopes` writes linxo-scopes.json, which reviews see as a diff. `npm run check:scopes` fails if the routes require what the
 * file does not have.
 */
import { createLinxo } from '@linxo-guard/core';
import { checkScopesManifest, writeScopesManifest } from '@linxo-guard/core/routes';
import { describeRoutes } from '@linxo-guard/express';
import { createApp } from './app.ts';

const MANIFEST = new URL('../linxo-scopes.json', import.meta.url);

// The script sends no requests, so these credentials are never used.
const connect = createLinxo({ environment: 'sandbox', clientId: 'none', clientSecret: 'none' });
const routes = describeRoutes(createApp(connect));
if (process.argv.includes('--check')) {
  await checkScopesManifest(routes, MANIFEST).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
} else {
  await writeScopesManifest(routes, MANIFEST);
}
