/** The pictures of the documents: each that is named is there, and each that is there is named. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PICTURE = /(?:\]\(|src="|srcset=")([\w./-]+\.(?:png|svg))/g;

const files = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => join('docs', name));
const named = ['README.md', ...files.filter((file) => file.endsWith('.md'))].flatMap((document) =>
  [...readFileSync(join(ROOT, document), 'utf8').matchAll(PICTURE)].map(([, path = '']) =>
    relative(ROOT, join(ROOT, dirname(document), path)),
  ),
);

it('each picture that a document names is there', () => {
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((picture) => !existsSync(join(ROOT, picture)))).toEqual([]);
});

it('each picture that is there is named by a document', () => {
  const there = files.filter((file) => /\.(png|svg)$/.test(file));
  expect(there.filter((picture) => !named.includes(picture))).toEqual([]);
});

it('a picture for light pages has one for dark pages beside it', () => {
  const themed = named.filter((picture) => /-(light|dark)\.png$/.test(picture));
  const other = (picture: string) =>
    picture.replace(/(light|dark)(?=\.png$)/, (now) => (now === 'light' ? 'dark' : 'light'));
  expect(themed.length).toBeGreaterThan(0);
  expect(themed.filter((picture) => !named.includes(other(picture)))).toEqual([]);
});
