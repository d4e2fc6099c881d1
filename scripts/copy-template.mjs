// `node scripts/copy-template.mjs` copies what does not know its framework from the Koa template to the Express template. Work on
// these files in examples/koa-app only; test/templates/same-files.test.ts fails while the two differ.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';
import { sharedFilesIn } from './template-files.mjs';

const [from, to] = ['koa-app', 'express-app'].map((name) => join(ROOT, 'examples', name));

const wanted = new Set(sharedFilesIn(from));
for (const file of sharedFilesIn(to)) if (!wanted.has(file)) rmSync(join(to, file));
for (const file of wanted) cpSync(join(from, file), join(to, file));
console.log(`${wanted.size} files are the same in both templates.`);
