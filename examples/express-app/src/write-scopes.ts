/** `npm run scopes`: writes linxo-scopes.json, which a review diffs and a test holds against the routes. */
import { createLinxo } from '@linxo-guard/core';
import { writeScopesManifest } from '@linxo-guard/core/routes';
import { describeRoutes } from '@linxo-guard/express';
import { createApp } from './app.ts';

// It sends nothing, so it needs no credentials.
const connect = createLinxo({ environment: 'sandbox', clientId: 'none', clientSecret: 'none' });
await writeScopesManifest(describeRoutes(createApp(connect)), new URL('../linxo-scopes.json', import.meta.url));
