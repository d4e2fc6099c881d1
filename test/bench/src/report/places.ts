/** Where the report goes. */
import { fileURLToPath } from 'node:url';

/** The root of the repository, from the compiled file. */
const ROOT = new URL('../../../../../../', import.meta.url);

export const REPORT = fileURLToPath(new URL('docs/benchmarks.md', ROOT));
/** JSON and plots. */
export const FOLDER = fileURLToPath(new URL('docs/benchmarks/', ROOT));
