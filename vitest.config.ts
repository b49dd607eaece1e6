import { defineConfig } from 'vitest/config';

const shared = {
  pool: 'forks',
  maxWorkers: 2,
  restoreMocks: true,
  // Machines can be slow; a condition that never holds still fails.
  expect: { poll: { timeout: 10_000 } },
} as const;

/** `unit`: rules, procedures, simulators, on a real PostgreSQL. `e2e`: the product in a real browser. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    projects: [
      {
        root: import.meta.dirname,
        test: {
          ...shared,
          name: 'unit',
          include: [
            '{shared,server,simulators,local-artist,webapp,bench,scripts,examples}/**/*.test.{ts,tsx}',
          ],
          globalSetup: ['server/testing/globalSetup.ts'],
          setupFiles: ['server/testing/failOnConsoleError.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        root: import.meta.dirname,
        test: {
          ...shared,
          name: 'e2e',
          expect: { poll: { timeout: 20_000 } },
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/globalSetup.ts'],
          testTimeout: 240_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
