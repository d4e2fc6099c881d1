/** The two templates are one application: what does not know its framework is the same in both, byte for byte. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ScopesManifest } from '@linxo-guard/core/routes';
import { expect, it } from 'vitest';
import { sharedFilesIn } from '../../scripts/template-files.mjs';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));
const [koa, express] = ['koa-app', 'express-app'].map((name) => join(EXAMPLES, name)) as [string, string];
const FRAMEWORKS = /from '(koa|@koa\/|koa-|express|@linxo-guard\/(koa|express))/;

it('both templates have the same files, after `node scripts/copy-template.mjs`', () => {
  const files = sharedFilesIn(koa);
  expect(files.length).toBeGreaterThan(40);
  expect(sharedFilesIn(express)).toEqual(files);
  const different = files.filter((file) => !readFileSync(join(koa, file)).equals(readFileSync(join(express, file))));
  expect(different).toEqual([]);
});

it('no file that they share imports a framework', () => {
  const sources = sharedFilesIn(koa).filter((file) => /\.tsx?$/.test(file));
  expect(sources.filter((file) => FRAMEWORKS.test(readFileSync(join(koa, file), 'utf8')))).toEqual([]);
});

it('their routes need the same scopes', () => {
  const [ofKoa, ofExpress] = [koa, express].map((folder) => {
    const manifest = JSON.parse(readFileSync(join(folder, 'linxo-scopes.json'), 'utf8')) as ScopesManifest;
    // Their middleware is of two frameworks.
    const routes = Object.entries(manifest.routes).filter(([name]) => !name.startsWith('USE '));
    return { scopes: manifest.scopes, routes: Object.fromEntries(routes) };
  });
  expect(Object.keys(ofKoa?.routes ?? {}).length).toBeGreaterThan(20);
  expect(ofExpress).toEqual(ofKoa);
});
