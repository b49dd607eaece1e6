import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createTemplate } from './templateDatabase.ts';

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string;
  }
}

/** Before all test files: the server and the template. */
export default async function setup(project: TestProject) {
  const server = await createTemplate();
  project.provide('adminUrl', server.adminUrl);
  return async () => {
    await server.stop();
    const folder = join(tmpdir(), 'ai-coins-test-postgres', String(process.pid));
    await rm(folder, { recursive: true, force: true });
  };
}
