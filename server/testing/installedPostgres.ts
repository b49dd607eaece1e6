/** A server of the PostgreSQL that is installed on this machine, for tests of its client programs. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { postgresAccount } from '../db/embedded/account.ts';
import { freePort } from '../db/embedded/port.ts';
import { onServer } from './templateDatabase.ts';

const run = promisify(execFile);
const START_TIMEOUT_MS = 60_000;

/** The major version of `pg_dump`; 0 where it is not installed. */
export async function dumpVersion(): Promise<number> {
  const { stdout } = await run('pg_dump', ['--version']).catch(() => ({ stdout: '' }));
  return Number(/(\d+)/.exec(stdout)?.[1] ?? 0);
}

/** Debian keeps the server's programs of each version in a folder of its own. */
async function findPrograms(version: number): Promise<string | null> {
  const folder = `/usr/lib/postgresql/${version}/bin`;
  return await access(join(folder, 'initdb')).then(
    () => folder,
    () => null,
  );
}

async function untilReady(adminUrl: string): Promise<void> {
  for (let waited = 0; ; waited += 100) {
    const error = await onServer(adminUrl, (client) => client.query('select')).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!error) {
      return;
    }
    if (waited > START_TIMEOUT_MS) {
      throw error;
    }
    await sleep(100);
  }
}

/** Starts an empty server of the same version as `pg_dump`; null where its programs are not installed. */
export async function startInstalledPostgres() {
  const programs = await findPrograms(await dumpVersion());
  if (!programs) {
    return null;
  }
  const data = await mkdtemp(join(tmpdir(), 'ai-coins-test-installed-'));
  const account = await postgresAccount(data);
  if (account) {
    await chown(data, account.uid, account.gid);
  }
  const own = { ...account, cwd: data };
  const create = [
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  await run(join(programs, 'initdb'), [`--pgdata=${data}`, ...create], own);
  const port = await freePort(undefined);
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
  };
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(programs, 'postgres'), ['-D', data, ...given], {
    ...own,
    stdio: 'ignore',
  });
  const adminUrl = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  await untilReady(adminUrl);
  return {
    adminUrl,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}
