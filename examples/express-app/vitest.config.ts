import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The tests start servers and processes of their own.
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
