import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../core/makeFolder.ts';
import { identityOf } from './processes.ts';

/**
 * Who uses the server: one file per started handle, named `<pid>-<uuid>` and holding the identity of
 * its process, so that the entries of killed processes can be told and dropped. Call these functions
 * under the lock only.
 */
export async function addUser(folder: string): Promise<string> {
  await makeFolder(folder);
  const name = `${process.pid}-${randomUUID()}`;
  await writeFile(join(folder, name), (await identityOf(process.pid)) ?? '');
  return name;
}

/** Removes one user. */
export async function removeUser(folder: string, name: string): Promise<void> {
  await rm(join(folder, name), { force: true });
}

/** Drops the users whose process is gone and counts the others. */
export async function countLiveUsers(folder: string): Promise<number> {
  let live = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const identity = await readFile(join(folder, name), 'utf8').catch(() => '');
    if (identity !== '' && (await identityOf(Number.parseInt(name, 10))) === identity) {
      live += 1;
    } else {
      await removeUser(folder, name);
    }
  }
  return live;
}
