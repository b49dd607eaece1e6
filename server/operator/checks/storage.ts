/** Where pictures are stored: they can be written, read and deleted, and there is room for more. */
import { randomBytes } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import type { StorageConfig } from '../../app/config.ts';
import { type Finding, ok, problem, reasonOf, warning } from '../../core/finding.ts';
import { makeFolder } from '../../core/makeFolder.ts';
import { createStorage } from '../../features/media/createStorage.ts';
import { contentName } from '../../features/media/fileNames.ts';

const PROBE_BYTES = 64 * 1024;
const MIN_FREE_BYTES = 2 * 1024 ** 3;

export async function checkStorage(config: StorageConfig): Promise<Finding[]> {
  const place = config.kind === 'disk' ? `the folder ${config.dir}` : `the bucket ${config.bucket}`;
  const bytes = randomBytes(PROBE_BYTES);
  const name = contentName(bytes, 'image/webp');
  try {
    const storage = createStorage(config);
    await storage.put(name, bytes, 'image/webp');
    const read = await storage.read(name);
    await storage.delete(name);
    if (!read?.equals(bytes)) {
      throw new Error('what was written is not what was read');
    }
  } catch (error) {
    return [
      problem(
        'storage',
        `Files can't be kept in ${place}: ${reasonOf(error)}.`,
        config.kind === 'disk'
          ? 'Let the user of the server write there, and see that the disk is not full (STORAGE_DIR).'
          : 'Check S3_BUCKET, S3_REGION, S3_ENDPOINT and both keys, and the rights to put, get, list and delete.',
      ),
    ];
  }
  const findings = [ok('storage', `Files are written, read and deleted in ${place}.`)];
  if (config.kind === 'disk') {
    await makeFolder(config.dir);
    const { bavail, bsize } = await statfs(config.dir);
    if (bavail * bsize < MIN_FREE_BYTES) {
      const freeMb = Math.round((bavail * bsize) / 1024 ** 2);
      findings.push(
        warning(
          'storage',
          `${freeMb} MB are left on its disk.`,
          'Make room, or use S3 (STORAGE=s3).',
        ),
      );
    }
  }
  return findings;
}
