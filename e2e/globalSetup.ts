import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../server/db/embedded.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string;
    e2eDataDir: string;
  }
}

/** Before all files: the production bundle, and one PostgreSQL for all of them. */
export default async function setup(project: TestProject) {
  const dataDir = join(tmpdir(), `ai-coins-e2e-${process.pid}`);
  // Vite follows NODE_ENV, and the test runner's value would select React's development build.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await build({ logLevel: 'warn' });
  process.env.NODE_ENV = NODE_ENV;
  const postgres = await startEmbeddedPostgres({
    dataDir: join(dataDir, 'postgres'),
    durable: false,
  });
  project.provide('databaseServer', postgres.adminUrl);
  project.provide('e2eDataDir', dataDir);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
