// `npm run init -- koa ../my-app` makes an application from the templates of this clone. It depends on the packages as they are here,
// which are packed into the application's folder.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endWithNpm } from './end-with-npm.mjs';
import { packPackages } from './pack-packages.mjs';
import { ROOT, run } from './run.mjs';
import { setUp } from './setup.mjs';
import { adapters } from './templates.mjs';

/** npm runs scripts in the root of the clone. Paths start where npm was called. */
const HERE = process.env.INIT_CWD ?? process.cwd();

async function init([adapter, ...args]) {
  if (!adapters().includes(adapter)) {
    const names = adapters();
    console.error(`Name a template, ${names.join(' or ')}, and a folder: npm run init -- ${names[0]} ../my-app`);
    return 2;
  }
  if (!(await setUp())) return 1;
  const compiled = await run('tsc', ['-b', join('packages', 'core'), join('packages', adapter)]);
  if (compiled !== 0) return compiled;
  const packed = mkdtempSync(join(tmpdir(), 'linxo-guard-'));
  try {
    return await make(adapter, args, await packPackages(packed));
  } finally {
    rmSync(packed, { recursive: true });
  }
}

async function make(adapter, args, tarballs) {
  const { runInitCommand } = await import(pathToFileURL(join(ROOT, 'packages/core/dist/init/index.js')).href);
  const code = runInitCommand({
    packageRoot: pathToFileURL(`${join(ROOT, 'packages', adapter)}/`),
    args: ['init', ...args],
    invocation: `npm run init -- ${adapter}`,
    terminal: {
      folder: HERE,
      nodeVersion: process.versions.node,
      print: (text) => console.log(text),
      printError: (text) => console.error(text),
    },
  });
  const folder = args.find((arg) => !arg.startsWith('-'));
  const isMade = code === 0 && folder !== undefined && args.length === 1;
  if (isMade) usePackagesOfClone(resolve(HERE, folder), tarballs);
  return code;
}

/** Copies the tarballs that the application depends on into its folder, and names them in its package.json. */
function usePackagesOfClone(folder, tarballs) {
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  for (const tarball of tarballs) {
    const [, name] = /^linxo-guard-([a-z]+)-/.exec(basename(tarball));
    if (!Object.hasOwn(manifest.dependencies, `@linxo-guard/${name}`)) continue;
    copyFileSync(tarball, join(folder, basename(tarball)));
    manifest.dependencies[`@linxo-guard/${name}`] = `file:${basename(tarball)}`;
  }
  writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
}

endWithNpm();
process.exitCode = await init(process.argv.slice(2));
