import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it. Node's own `recursive` tries for ever where the folder above exists and the system
 * says that it does not, as in `/proc`.
 * @throws Error when there can't be such a folder.
 */
export async function makeFolder(folder: string, mode?: number): Promise<void> {
  const above = dirname(folder);
  try {
    await makeOne(folder, mode);
  } catch (error) {
    if (!isMissing(error) || above === folder) {
      throw error;
    }
    await makeFolder(above, mode);
    await makeOne(folder, mode).catch((cause: unknown) => {
      throw isMissing(cause) ? new Error(`no folder can be made in ${above}`, { cause }) : cause;
    });
  }
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Others may have made it meanwhile. */
async function makeOne(folder: string, mode?: number): Promise<void> {
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    if (!(await isFolder(folder))) {
      throw error;
    }
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
