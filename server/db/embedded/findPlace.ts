import { createHash } from 'node:crypto';
import { chmod, chown, cp, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { type Account, canEnter, postgresAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { chownAll } from './cluster.ts';
import type { Place } from './place.ts';
import { stopPostmaster } from './postmaster.ts';

/** Roots to try for files that PostgreSQL's own user must reach; the first one survives a reboot. */
const STAGING_PARENTS = ['/var/lib', '/var/tmp', tmpdir()];

const POINTER = 'place.json';
const ORIGIN = 'origin';

/**
 * Finds (and remembers) the place of the server whose data belong to `dataDir`.
 *
 * The data lie in `dataDir` wherever PostgreSQL's user can go there. Else they lie in a folder under
 * one of the staging roots, named by a hash of the path and written into `place.json`: that file is
 * what ties the two together, so removing `dataDir` starts afresh and moving it keeps the data.
 * @param dataDir an existing folder, without symbolic links in its path.
 */
export async function findPlace(
  dataDir: string,
  log: (line: string) => void,
  parents: readonly string[] = STAGING_PARENTS,
): Promise<Place> {
  const local = join(dataDir, 'cluster');
  const pointed = await readPointer(dataDir);
  const account = await postgresAccount(join(pointed ?? dataDir, 'cluster', 'data'));
  const stagingRoot = () => usableRoot(parents, account);
  const binaries = await findBinaries(account, stagingRoot);
  if (pointed !== undefined && (await belongsTo(pointed, dataDir))) {
    return { home: pointed, binaries, account };
  }
  if (await canEnter(dataDir, account)) {
    return { home: dataDir, binaries, account };
  }
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const home = join(await stagingRoot(), `data-${hash}`);
  // Without a pointer these are the data of a folder that was removed and created again.
  await stopPostmaster(join(home, 'cluster', 'data'), binaries, account);
  await rm(home, { recursive: true, force: true });
  await mkdir(home);
  await chmod(home, 0o711);
  await writeFile(join(home, ORIGIN), dataDir);
  if (await lstat(local).catch(() => undefined)) {
    await stopPostmaster(join(local, 'data'), binaries, account);
    await moveCluster(local, join(home, 'cluster'), account);
  }
  await writeFile(join(dataDir, POINTER), `${JSON.stringify({ home })}\n`);
  log(`The user that runs PostgreSQL cannot enter ${dataDir}: the data lie in ${home}`);
  return { home, binaries, account };
}

async function readPointer(dataDir: string): Promise<string | undefined> {
  const text = await readFile(join(dataDir, POINTER), 'utf8').catch(() => undefined);
  if (text === undefined) {
    return undefined;
  }
  const { home } = JSON.parse(text);
  return typeof home === 'string' ? home : undefined;
}

/** Tells a moved data folder (it keeps its place) from a copied one (it gets a new one). */
async function belongsTo(home: string, dataDir: string): Promise<boolean> {
  const origin = await readFile(join(home, ORIGIN), 'utf8').catch(() => undefined);
  if (origin === undefined) {
    return false;
  }
  if (origin !== dataDir) {
    if ((await readPointer(origin)) === home) {
      return false;
    }
    await writeFile(join(home, ORIGIN), dataDir);
  }
  return true;
}

async function moveCluster(from: string, to: string, account: Account | undefined): Promise<void> {
  const half = `${to}.half-move`;
  await cp(from, half, { recursive: true, preserveTimestamps: true });
  await chmod(half, 0o711);
  if (account !== undefined) {
    await chownAll(join(half, 'data'), account);
    await chown(join(half, 'password'), account.uid, account.gid);
  }
  await rename(half, to);
  await rm(from, { recursive: true });
}

/** A folder of ours that nobody else could have prepared and that the account can pass through. */
async function usableRoot(
  parents: readonly string[],
  account: Account | undefined,
): Promise<string> {
  const { uid } = userInfo();
  for (const parent of parents) {
    const root = join(parent, `ai-coins-postgres-${uid}`);
    try {
      await mkdir(root, { mode: 0o755 }).catch(() => undefined);
      const found = await lstat(root);
      if (found.isDirectory() && found.uid === uid) {
        await chmod(root, 0o755);
        if (await canEnter(root, account)) {
          return root;
        }
      }
    } catch {
      // A missing or read-only parent: the next one may do.
    }
  }
  throw new Error(`PostgreSQL needs a folder it can enter; none of ${parents.join(', ')} will do`);
}
