import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startRoles } from '../../app/roles.ts';
import { testApp } from '../../testing/testApp.ts';
import { ABANDONED_MS, removeAbandonedUploads, UPLOAD_PREFIX } from './uploadFiles.ts';

const test = testApp({ env: { PORT: '0', ROLES: 'web' } });

async function leave(folder: string, name: string, ageMs: number): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, 'half a picture');
  const at = new Date(Date.now() - ageMs);
  await utimes(path, at, at);
}

it('removes what a killed process has left, and nothing that is on its way or belongs to others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ai-coins-test-uploads-'));
  await leave(folder, `${UPLOAD_PREFIX}old`, ABANDONED_MS + 60_000);
  await leave(folder, `${UPLOAD_PREFIX}new`, ABANDONED_MS - 60_000);
  await leave(folder, 'somebody-elses', 10 * ABANDONED_MS);
  await mkdir(join(folder, `${UPLOAD_PREFIX}folder`));
  await utimes(join(folder, `${UPLOAD_PREFIX}folder`), 0, 0);
  await removeAbandonedUploads(folder);
  expect((await readdir(folder)).toSorted()).toEqual([
    `${UPLOAD_PREFIX}folder`,
    `${UPLOAD_PREFIX}new`,
    'somebody-elses',
  ]);
  await rm(folder, { recursive: true });
});

it('a server does so at its start', async () => {
  const name = `${UPLOAD_PREFIX}${crypto.randomUUID()}`;
  await leave(tmpdir(), name, ABANDONED_MS + 60_000);
  const server = await startRoles(test.app);
  expect(await readdir(tmpdir())).not.toContain(name);
  await server.stop();
});
