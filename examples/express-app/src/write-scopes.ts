/**
 * `npm run scopes` writes linxo-scopes.json, which reviews see as a diff. `npm run check:scopes` fails if the routes require what the
 * file does not have.
 */
import { checkScopesManifest, writeScopesManifest } from '@linxo-guard/core/routes';
import { describeRoutes } from '@linxo-guard/express';
import { createApp } from './app.ts';
import { readConfig } from './config/config.ts';
import { openServices } from './services.ts';

const MANIFEST = new URL('../linxo-scopes.json', import.meta.url);

// The script sends no requests and keeps nothing, so these settings are never used.
const config = readConfig({ DATABASE_URL: 'file::memory:', PASSWORD_KEYS: `none:${'A'.repeat(43)}` });
const services = await openServices(config, { environment: 'sandbox', clientId: 'none', clientSecret: 'none' });
const routes = describeRoutes(createApp(services));
if (process.argv.includes('--check')) {
  await checkScopesManifest(routes, MANIFEST).catch((error: Error) => {
    console.error(`${error.message}\nHere, \`npm run scopes\` writes it.`);
    process.exitCode = 1;
  });
} else {
  await writeScopesManifest(routes, MANIFEST);
}
await services.close();
