/** Runs what takes the pictures of the documents: `npm run pictures`. The tests leave it out. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  ssr: { resolve: { conditions: ['@linxo-guard/source'] } },
  test: { include: ['test/pictures/take-pictures.ts'], testTimeout: 120_000 },
});
