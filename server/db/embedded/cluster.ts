import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  access,
  appendFile,
  chmod,
  chown,
  lchown,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Place } from './place.ts';

const run = promisify(execFile);

/** The superuser of the cluster and the user of every URL. */
export const SUPERUSER = 'postgres';

const HALF_DONE = 'cluster.half-';
const SETTINGS_FILE = 'embedded.conf';

/** The folder that PostgreSQL calls PGDATA. */
export function dataFolder(home: string): string {
  return join(home, 'cluster', 'data');
}

/**
 * Makes the cluster when there is none. It is built in a folder of another name and renamed when
 * whole, so a killed initdb leaves nothing that looks like data; such leftovers are removed here.
 */
export async function ensureCluster(place: Place, durable: boolean): Promise<void> {
  for (const name of await readdir(place.home)) {
    if (name.startsWith(HALF_DONE)) {
      // An initdb that outlived its parent may still write there: its files are removed next time.
      const patience = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };
      await rm(join(place.home, name), patience).catch(() => undefined);
    }
  }
  const whole = join(place.home, 'cluster');
  if (await access(whole).then(yes, no)) {
    return;
  }
  const half = join(place.home, `${HALF_DONE}${randomUUID()}`);
  await mkdir(half);
  await chmod(half, 0o711);
  await initialise(half, place, durable);
  await rename(half, whole);
}

async function initialise(half: string, place: Place, durable: boolean): Promise<void> {
  const { account, binaries } = place;
  const data = join(half, 'data');
  const password = join(half, 'password');
  await mkdir(data, { mode: 0o700 });
  await writeFile(password, randomBytes(24).toString('hex'), { mode: 0o600 });
  if (account !== undefined) {
    await chown(data, account.uid, account.gid);
    await chown(password, account.uid, account.gid);
  }
  const args = [
    `--pgdata=${data}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorts and folds case the same on every machine, whatever its locales.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  try {
    await run(binaries.initdb, args, { ...account, cwd: half, env: POSTGRES_ENV });
  } catch (cause) {
    const stderr = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
    throw new Error(`PostgreSQL could not create its data folder: ${stderr}`, { cause });
  }
  await appendFile(join(data, 'postgresql.conf'), `include_if_exists = '${SETTINGS_FILE}'\n`);
}

/** The environment of PostgreSQL's programs: nothing that could redirect them. */
export const POSTGRES_ENV = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };

/** Writes the settings that the next start (or reload) of the server reads. */
export async function writeSettings(
  place: Place,
  { port, durable }: { port: number; durable: boolean },
): Promise<void> {
  const onOff = durable ? 'on' : 'off';
  const settings = {
    listen_addresses: "'127.0.0.1'",
    unix_socket_directories: "''",
    port: String(port),
    max_connections: '200',
    shared_buffers: "'128MB'",
    max_wal_size: "'512MB'",
    jit: 'off',
    timezone: "'UTC'",
    log_timezone: "'UTC'",
    log_checkpoints: 'off',
    log_line_prefix: "'%m [%p] %d '",
    fsync: onOff,
    synchronous_commit: onOff,
    full_page_writes: onOff,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  const file = join(dataFolder(place.home), SETTINGS_FILE);
  await writeFile(file, `# Written again at every start.\n${lines.join('')}`, { mode: 0o600 });
  if (place.account !== undefined) {
    await chown(file, place.account.uid, place.account.gid);
  }
}

/** The superuser's password, created together with the cluster. */
export function readPassword(home: string): Promise<string> {
  return readFile(join(home, 'cluster', 'password'), 'utf8');
}

/** The port of the last start; undefined before the first one. */
export async function readPort(home: string): Promise<number | undefined> {
  const text = await readFile(join(home, 'cluster', 'port'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Number(text);
}

/** Remembers the port for the next start. */
export async function writePort(home: string, port: number): Promise<void> {
  await writeFile(join(home, 'cluster', 'port'), String(port));
}

/** Gives a whole folder to the account. */
export async function chownAll(
  folder: string,
  account: { uid: number; gid: number },
): Promise<void> {
  await lchown(folder, account.uid, account.gid);
  for (const name of await readdir(folder, { recursive: true })) {
    await lchown(join(folder, name), account.uid, account.gid);
  }
}

const yes = () => true;
const no = () => false;
