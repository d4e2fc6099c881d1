/** Compiles the sandbox into a separate folder, so that its command can run as a process from the current sources. */

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));

export interface CompiledCli {
  /** Returns the path of the compiled `cli.js`. */
  readonly path: string;
  remove(): Promise<void>;
}

export async function compileCli(): Promise<CompiledCli> {
  // The folder is inside the package, so that the compiled files find its dependencies.
  const cache = join(PACKAGE, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'cli-'));
  const config = {
    extends: join(PACKAGE, 'tsconfig.json'),
    compilerOptions: {
      composite: false,
      declaration: false,
      declarationMap: false,
      sourceMap: false,
      incremental: false,
      tsBuildInfoFile: null,
      rootDir: join(PACKAGE, 'src/sandbox'),
      outDir: folder,
      typeRoots: [join(PACKAGE, '../../node_modules/@types')],
    },
    include: [join(PACKAGE, 'src/sandbox')],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  await promisify(execFile)(process.execPath, [compiler, '-p', folder]);
  return { path: join(folder, 'cli.js'), remove: () => rm(folder, { recursive: true, force: true }) };
}
