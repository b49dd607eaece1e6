import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFolder } from './makeFolder.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'ai-coins-folders-'));
});
afterAll(() => rm(root, { recursive: true }));

it('makes the folder and those above it, however many ask at once', async () => {
  const folder = join(root, 'one', 'two', 'three');
  await Promise.all(Array.from({ length: 5 }, () => makeFolder(folder)));
  expect((await stat(folder)).isDirectory()).toBe(true);
});

it('gives the mode to what it makes, and leaves what is there', async () => {
  const folder = join(root, 'private');
  await makeFolder(folder, 0o700);
  await makeFolder(folder);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

it('a file in the way is said', async () => {
  const file = join(root, 'file');
  await writeFile(file, '');
  await expect(makeFolder(file)).rejects.toThrow('EEXIST');
  await expect(makeFolder(join(file, 'inside'))).rejects.toThrow('ENOTDIR');
});

// Node's own `mkdir(…, { recursive: true })` never answers here.
it.runIf(process.platform === 'linux')('a folder that takes none is said at once', async () => {
  await expect(makeFolder('/proc/nothing/inside')).rejects.toThrow(
    'no folder can be made in /proc',
  );
});
