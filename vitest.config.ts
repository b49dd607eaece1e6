import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,server,webapp,bench,scripts}/**/*.test.{ts,tsx}'],
    globalSetup: ['server/testing/globalSetup.ts'],
    setupFiles: ['server/testing/failOnConsoleError.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
});
