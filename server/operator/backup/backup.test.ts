/** The disaster drill: load, back up, delete everything, restore. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, it, onTestFinished } from 'vitest';
import { associations, tables } from '../../app/models.ts';
import { Database } from '../../db/database.ts';
import { createDiskStorage } from '../../features/media/diskStorage.ts';
import { dumpVersion, startInstalledPostgres } from '../../testing/installedPostgres.ts';
import { makePicture } from '../../testing/makePicture.ts';
import { fillTemplate, onServer, withDatabaseName } from '../../testing/templateDatabase.ts';
import { testApp } from '../../testing/testApp.ts';
import { backUp, restore } from './backup.ts';
import { BackupError } from './postgresTools.ts';

/** Two dumps and two restores by programs of PostgreSQL. */
const TIMEOUT_MS = 120_000;

const canDumpEmbedded = (await dumpVersion()) >= (await versionOf(inject('adminUrl')));
/** Older tools can't read the embedded server: the drill then takes place on a server of their own version. */
const installed = canDumpEmbedded ? null : await startInstalledPostgres();
const adminUrl = installed?.adminUrl ?? inject('adminUrl');
if (installed) {
  await fillTemplate(adminUrl);
}
afterAll(() => installed?.stop());
const test = testApp({ adminUrl });

/** The major version of a server. */
async function versionOf(url: string): Promise<number> {
  const { rows } = await onServer(url, (client) =>
    client.query<{ n: string }>(`select current_setting('server_version_num') as n`),
  );
  return Math.floor(Number(rows[0]?.n) / 10_000);
}

async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ai-coins-test-backup-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** An empty database beside the test's own. */
async function emptyDatabase(): Promise<string> {
  const name = `restored_${crypto.randomUUID().slice(0, 8)}`;
  await onServer(adminUrl, (client) => client.query(`create database ${name}`));
  onTestFinished(async () => {
    await onServer(adminUrl, (client) => client.query(`drop database ${name} with (force)`));
  });
  return withDatabaseName(adminUrl, name);
}

const open = (url: string) => async () => new Database({ url, poolSize: 1, tables, associations });

it.runIf(process.platform === 'linux')(
  'a folder that cannot be made is said in a sentence',
  async () => {
    const backup = backUp(
      test.databaseUrl,
      test.app.config.storage,
      '/proc/nothing',
      () => undefined,
    );
    await expect(backup).rejects.toThrow(BackupError);
    await expect(backup).rejects.toThrow(
      /^\/proc\/nothing can't be used: no folder can be made in/,
    );
  },
);

it(
  'a backup brings back the database and the files after both were lost',
  async () => {
    await makePicture(test);
    const folder = await tempFolder();
    const elsewhere = { kind: 'disk', dir: await tempFolder() } as const;
    const printed: string[] = [];
    const print = (line: string) => void printed.push(line);
    const backup = () => backUp(test.databaseUrl, test.app.config.storage, folder, print);
    if (!canDumpEmbedded) {
      // It is said before anything is written.
      const embedded = backUp(inject('adminUrl'), test.app.config.storage, folder, print);
      await expect(embedded).rejects.toThrow(/pg_dump is (not installed|of version \d+)/);
      expect(printed).toEqual([]);
    }
    if (!canDumpEmbedded && !installed) {
      return;
    }
    await backup();
    const file = await makePicture(test);
    await backup();
    const url = await emptyDatabase();
    expect(await restore(url, elsewhere, folder, print, open(url))).toBe(true);
    expect(printed).toEqual(expect.arrayContaining(['audit: no violation', 'media: complete']));

    // A second restore would overwrite what is there.
    await expect(restore(url, elsewhere, folder, print, open(url))).rejects.toThrow('already has');

    // A file that is missing in the backup is reported.
    await createDiskStorage(join(folder, 'media')).delete(file);
    const another = await emptyDatabase();
    const third = { kind: 'disk', dir: await tempFolder() } as const;
    expect(await restore(another, third, folder, print, open(another))).toBe(false);
    expect(printed).toEqual(
      expect.arrayContaining(['media: 1 file is missing or damaged', `  ${file}`]),
    );
  },
  TIMEOUT_MS,
);
