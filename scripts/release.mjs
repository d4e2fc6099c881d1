// `node scripts/release.mjs v1.2.3` fills dist-packages/ with what a release consists of: the tarballs, and a bill of materials for each.
import { join } from 'node:path';
import { releaseProblems } from './release-problems.mjs';
import { ROOT, run } from './run.mjs';
import { writeSboms } from './sboms.mjs';

async function release(tag) {
  const problems = releaseProblems(tag);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) return 1;
  const packed = await run('node', [join('scripts', 'pack.mjs')]);
  if (packed !== 0) return packed;
  await writeSboms(join(ROOT, 'dist-packages'));
  return 0;
}

process.exitCode = await release(process.argv[2] ?? '');
