import { randomUUID } from 'node:crypto';
import { open, opendir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../core/makeFolder.ts';
import { isFileName } from './fileNames.ts';
import type { Storage } from './storage.ts';

const PARTIAL = '.part';

async function orNull<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

/** Makes files written or renamed in a folder survive a loss of power. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Windows and some network disks can't sync a folder.
    if (
      !['EPERM', 'EINVAL', 'ENOTSUP', 'EISDIR'].includes(
        (error as NodeJS.ErrnoException).code ?? '',
      )
    ) {
      throw error;
    }
  } finally {
    await handle.close();
  }
}

/** Files in a folder of the local disk, in subfolders by the first letters of their names. */
export function createDiskStorage(folder: string): Storage {
  const placeOf = (name: string): string => {
    if (!isFileName(name)) {
      throw new RangeError(`not a file name: ${name}`);
    }
    return join(folder, name.slice(0, 2), name.slice(2, 4), name);
  };

  return {
    async put(name, bytes) {
      const place = placeOf(name);
      const there = await orNull(stat(place));
      if (there?.size === bytes.length) {
        const now = new Date();
        await utimes(place, now, now);
        return;
      }
      await makeFolder(dirname(place));
      const partial = `${place}.${randomUUID()}${PARTIAL}`;
      try {
        const handle = await open(partial, 'wx', 0o640);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(partial, place);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
      await syncFolder(dirname(place));
    },

    async stat(name) {
      const found = await orNull(stat(placeOf(name)));
      return found && { bytes: found.size, modifiedAt: found.mtime };
    },

    async open(name, range) {
      const handle = await orNull(open(placeOf(name), 'r'));
      return handle?.createReadStream({ ...range, autoClose: true }) ?? null;
    },

    read: (name) => orNull(readFile(placeOf(name))),

    delete: (name) => rm(placeOf(name), { force: true }),

    async *list() {
      const entries = await orNull(opendir(folder, { recursive: true }));
      for await (const entry of entries ?? []) {
        const found = isFileName(entry.name)
          ? await orNull(stat(join(entry.parentPath, entry.name)))
          : null;
        if (found) {
          yield { name: entry.name, bytes: found.size, modifiedAt: found.mtime };
        } else if (entry.name.endsWith(PARTIAL)) {
          await removeAbandoned(join(entry.parentPath, entry.name));
        }
      }
    },
  };
}

const ABANDONED_MS = 60 * 60_000;

/** A partly written file of a process that died. */
async function removeAbandoned(place: string): Promise<void> {
  const found = await orNull(stat(place));
  if (found && Date.now() - found.mtimeMs > ABANDONED_MS) {
    await rm(place, { force: true });
  }
}
