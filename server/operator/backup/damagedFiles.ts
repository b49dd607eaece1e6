/** Whether a storage has everything that the database refers to. */
import type { Database } from '../../db/database.ts';
import { listFiles as listWorkFiles } from '../../features/gallery/lookup.ts';
import { listFiles as listUploadedFiles } from '../../features/generation/lookup.ts';
import { contentName, derivedName, mimeOf } from '../../features/media/fileNames.ts';
import type { Storage } from '../../features/media/storage.ts';

/** Whether the file is missing, or its bytes do not match its name. */
async function isDamaged(storage: Storage, file: string): Promise<boolean> {
  const content = await storage.read(file);
  return !content || contentName(content, mimeOf(file)) !== file;
}

/** The smaller sizes that the gallery shows, as far as they are missing or empty: their names do not tell their bytes. */
async function missingSizes(storage: Storage, file: string): Promise<string[]> {
  const missing: string[] = [];
  for (const form of ['preview', 'thumb'] as const) {
    const name = derivedName(file, form);
    if (!(await storage.stat(name))?.bytes) {
      missing.push(name);
    }
  }
  return missing;
}

/** Files that the database refers to and the storage lacks, or that are not what they were. */
export async function findDamaged(db: Database, storage: Storage): Promise<string[]> {
  const damaged: string[] = [];
  for await (const file of listWorkFiles(db)) {
    damaged.push(...((await isDamaged(storage, file)) ? [file] : []));
    damaged.push(...(await missingSizes(storage, file)));
  }
  for await (const file of listUploadedFiles(db)) {
    damaged.push(...((await isDamaged(storage, file)) ? [file] : []));
  }
  return damaged;
}
