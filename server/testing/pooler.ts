/**
 * A transaction pooler in front of a test's database: PgBouncer where it is installed, else the database
 * itself. Everything sent to it is checked for session state.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { postgresAccount } from '../db/embedded/account.ts';
import { freePort } from '../db/embedded/port.ts';
import { watchSessionState } from './sessionState.ts';

/** Fewer than the processes of a test open, so that they have to share. */
const MAX_SERVER_CONNECTIONS = 8;
const START_TIMEOUT_MS = 10_000;

async function findPgBouncer(): Promise<string | null> {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  for (const folder of folders) {
    const path = join(folder, 'pgbouncer');
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) {
      return path;
    }
  }
  return null;
}

const settingsFor = ({ hostname, port, username, password }: URL, ownPort: number) => `
[databases]
* = host=${hostname} port=${port} user=${decodeURIComponent(username)} password=${decodeURIComponent(password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${ownPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${MAX_SERVER_CONNECTIONS}
max_client_conn = 300
`;

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  for (let waited = 0; waited < START_TIMEOUT_MS && child.exitCode === null; waited += 50) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) {
      return;
    }
    await sleep(50);
  }
  throw new Error('PgBouncer does not listen');
}

async function startPgBouncer(program: string, server: URL) {
  const port = await freePort(undefined);
  const folder = await mkdtemp(join(tmpdir(), 'ai-coins-pooler-'));
  const settings = join(folder, 'pgbouncer.ini');
  await writeFile(settings, settingsFor(server, port), { mode: 0o600 });
  // It refuses to run as root.
  const account = await postgresAccount(folder);
  if (account) {
    await Promise.all([folder, settings].map((path) => chown(path, account.uid, account.gid)));
  }
  const child = spawn(program, ['-q', settings], { stdio: 'ignore', cwd: '/', ...account });
  await untilListening(child, port);
  return {
    port,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @param adminUrl of the server; each of its databases is reached through the pooler by its name. */
export async function startPooler(adminUrl: string) {
  const program = await findPgBouncer();
  const server = new URL(adminUrl);
  const bouncer = program ? await startPgBouncer(program, server) : null;
  const target = new URL(adminUrl);
  target.hostname = '127.0.0.1';
  target.port = String(bouncer?.port ?? server.port);
  const watch = await watchSessionState(target.href);
  return {
    isPgBouncer: bouncer !== null,
    watch,
    /** The address of a database through the pooler. */
    urlOf(databaseUrl: string): string {
      const url = new URL(databaseUrl);
      url.hostname = '127.0.0.1';
      url.port = String(watch.port);
      return url.href;
    },
    async stop() {
      watch.close();
      await bouncer?.stop();
    },
  };
}
