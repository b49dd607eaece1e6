/**
 * Files that nothing refers to: of purged media, and of work that a worker had stored when it was killed. A
 * file young enough to belong to unfinished work is left alone.
 */
import type { AppContext } from '../../app/context.ts';
import { findUploadsWithFiles } from '../generation/lookup.ts';
import { derivedName, digestOf, possibleSources } from '../media/lookup.ts';
import { findPerson } from '../users/lookup.ts';
import { Media } from './models.ts';

const MIN_AGE_MS = 24 * 60 * 60 * 1000;
const BATCH = 200;

/**
 * Whether this work or upload still exists, its owner's account is not paused, and the file, or what it was
 * derived from, is its own.
 */
export async function holdsFile({ db }: AppContext, id: string, file: string): Promise<boolean> {
  const files = possibleSources(digestOf(file));
  const holder =
    (await db.of(Media).findOne({ where: { id, file: files } })) ??
    (await findUploadsWithFiles(db, files, id))[0];
  if (!holder) return false;
  const owner = await findPerson(db, holder.userId);
  return owner?.blockedAt === null;
}

async function usedDigests({ db }: AppContext, digests: readonly string[]): Promise<Set<string>> {
  const files = digests.flatMap(possibleSources);
  const [works, uploads] = await Promise.all([
    db.of(Media).findAll({ where: { file: files }, attributes: ['file'] }),
    findUploadsWithFiles(db, files),
  ]);
  return new Set([...works, ...uploads].map(({ file }) => digestOf(file)));
}

/** Deletes the files of rows that are gone, and what was derived from them, unless others use them. */
export async function deleteUnused(
  app: AppContext,
  gone: readonly { file: string }[],
  minAgeMs = MIN_AGE_MS,
): Promise<void> {
  const files = [...new Set(gone.map(({ file }) => file))];
  const used = await usedDigests(app, files.map(digestOf));
  for (const file of files.filter((name) => !used.has(digestOf(name)))) {
    const stored = await app.storage.stat(file);
    // The same picture was just made again; the nightly sweep checks it later.
    if (stored && Date.now() - stored.modifiedAt.getTime() < minAgeMs) {
      continue;
    }
    const derived = (['preview', 'thumb', 'share'] as const).map((form) => derivedName(file, form));
    for (const name of [file, ...derived]) {
      await app.storage.delete(name);
    }
  }
}

async function deleteOrphans(app: AppContext, names: readonly string[]): Promise<number> {
  const used = await usedDigests(app, [...new Set(names.map(digestOf))]);
  const orphans = names.filter((name) => !used.has(digestOf(name)));
  for (const name of orphans) {
    await app.storage.delete(name);
  }
  return orphans.length;
}

/**
 * Scans the whole storage.
 * @returns how many files were deleted.
 */
export async function sweepOrphans(app: AppContext, minAgeMs = MIN_AGE_MS): Promise<number> {
  let deleted = 0;
  let batch: string[] = [];
  for await (const { name, modifiedAt } of app.storage.list()) {
    if (Date.now() - modifiedAt.getTime() >= minAgeMs) {
      batch.push(name);
    }
    if (batch.length === BATCH) {
      deleted += await deleteOrphans(app, batch);
      batch = [];
    }
  }
  return deleted + (await deleteOrphans(app, batch));
}
