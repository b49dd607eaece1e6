/** Bodies of uploads are kept in the system's folder for temporary files while they arrive. */
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const UPLOAD_PREFIX = 'ai-coins-upload-';
/** No body takes this long: an older file belongs to a process that was killed. */
export const ABANDONED_MS = 60 * 60_000;

/** Removes what killed processes have left; files in use by others are left alone. */
export async function removeAbandonedUploads(folder = tmpdir()): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(UPLOAD_PREFIX));
  for (const path of names.map((name) => join(folder, name))) {
    // Another process may sweep at the same moment.
    const found = await stat(path).catch(() => null);
    if (found?.isFile() && Date.now() - found.mtimeMs > ABANDONED_MS) {
      await rm(path, { force: true });
    }
  }
}
