import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests run on the sources. Adding 'import' to these conditions makes every Express route answer 500.
  ssr: { resolve: { conditions: ['@linxo-guard/source'] } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'examples/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // CI has two cores. The workers are processes, because some tests inspect their own process.
    pool: 'forks',
    maxWorkers: 2,
    // A type test counts as a test; the other files are checked by `tsc -b tsconfig.check.json`.
    typecheck: {
      enabled: true,
      include: ['test/**/*.test-d.ts'],
      tsconfig: 'test/tsconfig.json',
      ignoreSourceErrors: true,
    },
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      reporter: ['text', 'html'],
    },
  },
});
