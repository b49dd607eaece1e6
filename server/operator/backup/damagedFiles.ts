/** Whether a storage has everything that the database refers to. */
import { buffer } from 'node:stream/consumers';
import type { Database } from '../../db/database.ts';
import { listFiles as listWorkFiles } from '../../features/gallery/lookup.ts';
import { listFiles as listUploadedFiles } from '../../features/generation/lookup.ts';
import { contentName, derivedName, mimeOf } from '../../features/media/fileNames.ts';
import type { Storage } from '../../features/media/storage.ts';

/** What the first bytes of a WebP picture take up to the name of the format. */
const RIFF_HEADER = 12;

/** Whether the file is missing, or its bytes do not match its name. */
async function isDamaged(storage: Storage, file: string): Promise<boolean> {
  const content = await storage.read(file);
  return !content || contentName(content, mimeOf(file)) !== file;
}

/**
 * Whether a WebP picture is missing, or is not as long as its first bytes say: RIFF, four bytes of length (of what
 * follows them), WEBP.
 */
async function isCutOff(storage: Storage, file: string): Promise<boolean> {
  const found = await storage.stat(file);
  if (!found || found.bytes < RIFF_HEADER) {
    return true;
  }
  const stream = await storage.open(file, { start: 0, end: RIFF_HEADER - 1 });
  const header = stream ? await buffer(stream) : Buffer.alloc(RIFF_HEADER);
  return header.toString('latin1', 0, 4) !== 'RIFF' || header.readUInt32LE(4) + 8 !== found.bytes;
}

/** The smaller sizes that the gallery shows, as far as they are missing or cut off: their names do not tell their bytes. */
async function damagedSizes(storage: Storage, file: string): Promise<string[]> {
  const damaged: string[] = [];
  for (const form of ['preview', 'thumb'] as const) {
    const name = derivedName(file, form);
    damaged.push(...((await isCutOff(storage, name)) ? [name] : []));
  }
  return damaged;
}

/** Files that the database refers to and the storage lacks, or that are not what they were. */
export async function findDamaged(db: Database, storage: Storage): Promise<string[]> {
  const damaged: string[] = [];
  for await (const file of listWorkFiles(db)) {
    damaged.push(...((await isDamaged(storage, file)) ? [file] : []));
    damaged.push(...(await damagedSizes(storage, file)));
  }
  for await (const file of listUploadedFiles(db)) {
    damaged.push(...((await isDamaged(storage, file)) ? [file] : []));
  }
  return damaged;
}
