/**
 * `npm run backup -- <folder>` and `npm run restore -- <folder>`: the database by PostgreSQL's own tools, and all
 * files of media. The folder is kept: each backup adds a dump of the database and the files that are new.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StorageConfig } from '../../core/config/storage.ts';
import { countOf } from '../../core/countOf.ts';
import { reasonOf } from '../../core/finding.ts';
import { makeFolder } from '../../core/makeFolder.ts';
import type { Database } from '../../db/database.ts';
import { listViolations } from '../../features/audit/violations.ts';
import { createStorage } from '../../features/media/createStorage.ts';
import { createDiskStorage } from '../../features/media/diskStorage.ts';
import { mimeOf } from '../../features/media/fileNames.ts';
import type { Storage } from '../../features/media/storage.ts';
import { findDamaged } from './damagedFiles.ts';
import { BackupError, dumpDatabase, restoreDatabase } from './postgresTools.ts';

type Print = (line: string) => void;

const DUMP = /^database-.+\.dump$/;
/** Names are listed up to this many. */
const MAX_NAMES = 20;

const mediaIn = (folder: string) => createDiskStorage(join(folder, 'media'));

/**
 * Copies files that are missing on the other side.
 * @returns how many files were copied.
 */
async function copyMissing(from: Storage, to: Storage): Promise<number> {
  let copied = 0;
  for await (const { name, bytes } of from.list()) {
    if ((await to.stat(name))?.bytes === bytes) {
      continue;
    }
    const content = await from.read(name);
    if (content) {
      await to.put(name, content, mimeOf(name));
      copied += 1;
    }
  }
  return copied;
}

/**
 * @throws BackupError with a sentence for the operator.
 * @returns the path of the dump.
 */
export async function backUp(
  url: string,
  storage: StorageConfig,
  folder: string,
  print: Print,
): Promise<string> {
  await makeFolder(folder, 0o700).catch((cause: unknown) => {
    throw new BackupError(`${folder} can't be used: ${reasonOf(cause)}.`, { cause });
  });
  const media = createStorage(storage);
  // Before the dump for files deleted meanwhile, after it for files added meanwhile.
  const before = await copyMissing(media, mediaIn(folder));
  const moment = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const dump = join(folder, `database-${moment}.dump`);
  await dumpDatabase(url, dump);
  const after = await copyMissing(media, mediaIn(folder));
  print(`database: ${dump}`);
  print(`media: ${countOf(before + after, 'new file')} in ${join(folder, 'media')}`);
  return dump;
}

async function newestDump(folder: string): Promise<string> {
  const dumps = (await readdir(folder).catch(() => [])).filter((name) => DUMP.test(name)).sort();
  const newest = dumps.at(-1);
  if (!newest) {
    throw new BackupError(`There is no database-….dump in ${folder}.`);
  }
  return join(folder, newest);
}

/**
 * @param openDatabase opens the restored database with its models.
 * @throws BackupError with a sentence for the operator.
 * @returns whether the ledger's invariants hold and every file is there.
 */
export async function restore(
  url: string,
  storage: StorageConfig,
  folder: string,
  print: Print,
  openDatabase: () => Promise<Database>,
): Promise<boolean> {
  const dump = await newestDump(folder);
  await restoreDatabase(url, dump);
  print(`database: restored from ${dump}`);
  const media = createStorage(storage);
  print(`media: ${countOf(await copyMissing(mediaIn(folder), media), 'file')} put back`);
  const db = await openDatabase();
  try {
    const violations = await listViolations(db);
    const damaged = await findDamaged(db, media);
    print(
      violations.length === 0
        ? 'audit: no violation'
        : `audit: ${countOf(violations.length, 'violation')}`,
    );
    print(
      damaged.length === 0
        ? 'media: complete'
        : `media: ${countOf(damaged.length, 'file is', 'files are')} missing or damaged`,
    );
    for (const name of damaged.slice(0, MAX_NAMES)) {
      print(`  ${name}`);
    }
    return violations.length === 0 && damaged.length === 0;
  } finally {
    await db.close();
  }
}
