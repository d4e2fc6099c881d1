/** `npm run scopes` writes linxo-scopes.json, which reviews see as a diff and a test compares with the routes. */
import { createLinxo } from '@linxo-guard/core';
import { writeScopesManifest } from '@linxo-guard/core/routes';
import { describeRoutes } from '@linxo-guard/express';
import { createApp } from './app.ts';

// The script sends no requests, so these credentials are never used.
const connect = createLinxo({ environment: 'sandbox', clientId: 'none', clientSecret: 'none' });
await writeScopesManifest(describeRoutes(createApp(connect)), new URL('../linxo-scopes.json', import.meta.url));
