// The files of public/: a changed file has another address, and is noticed at once by those who work on it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAssets } from '../src/pages/assets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assets-'));
  writeFileSync(join(folder, 'style.css'), 'body { color: red }');
});
afterEach(() => rmSync(folder, { recursive: true }));

const assetsOf = () => createAssets(pathToFileURL(`${folder}/`));

it('a changed file has another address', () => {
  const before = assetsOf().href('style.css');
  writeFileSync(join(folder, 'style.css'), 'body { color: green }');
  const assets = assetsOf();
  const after = assets.href('style.css');
  expect(after).not.toBe(before);
  expect(assets.answer(after.replace('/assets/', ''))?.status).toBe(200);
  expect(assets.answer(before.replace('/assets/', ''))).toBeUndefined();
});

it('a change is seen without a restart where the folder is watched, as `npm run dev` does', async () => {
  const assets = assetsOf();
  assets.watch();
  const before = assets.href('style.css');
  writeFileSync(join(folder, 'style.css'), 'body { color: green }');
  await expect.poll(() => assets.href('style.css')).not.toBe(before);
});
