import { execFile, spawn } from 'node:child_process';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { dataFolder, POSTGRES_ENV } from './cluster.ts';
import type { Place } from './place.ts';
import { commandOf, identityOf, signal, waitForExit } from './processes.ts';

const run = promisify(execFile);

/** Long enough for a crash recovery. */
const READY_TIMEOUT_MS = 120_000;
const FAST_STOP_MS = 20_000;
const POLL_MS = 15;
const LOG_TAIL_LINES = 12;
const LOG_LIMIT_BYTES = 5_000_000;

/** The main process of a server, as recorded in its `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  status: string;
}

/**
 * The live server of a data folder.
 *
 * PostgreSQL itself takes any process with the number in `postmaster.pid` for a running server and
 * would refuse to start. So the file is removed when that number belongs to another program (numbers
 * repeat after a container restarts) or to a killed server that nobody has reaped. Should parts of an
 * old server still be alive, PostgreSQL sees it by their shared memory.
 */
export async function runningPostmaster(data: string): Promise<Postmaster | undefined> {
  const found = await readPidFile(data);
  if (found === undefined || !signal(found.pid, 0)) {
    return undefined;
  }
  if ((await identityOf(found.pid)) !== undefined && (await servesFolder(found.pid, data))) {
    return found;
  }
  await rm(join(data, 'postmaster.pid'), { force: true });
  return undefined;
}

/** A server's working directory is its data folder; where that can't be read, its name has to do. */
async function servesFolder(pid: number, data: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const [works, wanted] = await Promise.all([
      stat(`/proc/${pid}/cwd`).catch(() => undefined),
      stat(data),
    ]);
    if (works !== undefined) {
      return works.ino === wanted.ino && works.dev === wanted.dev;
    }
  }
  return (await commandOf(pid))?.includes('postgres') ?? true;
}

/** Waits until a running server accepts connections; undefined when it ends instead. */
export async function untilReady(data: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const found = await runningPostmaster(data);
    if (found === undefined || found.status === 'ready') {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error(`PostgreSQL (process ${found.pid}) stays in the state "${found.status}"`);
    }
    await sleep(POLL_MS);
  }
}

/**
 * Starts the server in a session of its own, so that Ctrl+C in a terminal reaches only us.
 * @throws Error with the last lines of the log when it ends before it is ready.
 */
export async function launchPostmaster(place: Place): Promise<Postmaster> {
  const data = dataFolder(place.home);
  const logFile = join(place.home, 'postgres.log');
  const old = await stat(logFile).catch(() => undefined);
  if (old !== undefined && old.size > LOG_LIMIT_BYTES) {
    await rename(logFile, `${logFile}.1`);
  }
  const log = await open(logFile, 'a');
  const before = (await log.stat()).size;
  let ended: string | undefined;
  try {
    // On Windows only pg_ctl can drop an administrator's rights.
    const [program, args] =
      process.platform === 'win32'
        ? [place.binaries.pgCtl, ['start', '--wait', '--silent', '--pgdata', data]]
        : [place.binaries.postgres, ['-D', data]];
    const child = spawn(program, args, {
      ...place.account,
      cwd: place.home,
      env: POSTGRES_ENV,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    child.once('error', (error) => {
      ended = error.message;
    });
    child.once('exit', (code, killedBy) => {
      ended = code === 0 && process.platform === 'win32' ? undefined : `exit ${code ?? killedBy}`;
    });
    child.unref();
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (ended === undefined && Date.now() < deadline) {
      const found = await readPidFile(data);
      const ours = process.platform === 'win32' || found?.pid === child.pid;
      if (found !== undefined && ours && found.status === 'ready') {
        return found;
      }
      await sleep(POLL_MS);
    }
    child.kill('SIGQUIT');
  } finally {
    await log.close();
  }
  const lastLog = await lastLines(logFile, before);
  const why = ended ?? `not ready within ${READY_TIMEOUT_MS / 1000} s`;
  throw new Error(`PostgreSQL did not start (${why}). The end of ${logFile}:\n${lastLog}`);
}

/** Stops the server of a data folder fast (open transactions are rolled back), if one runs. */
export async function stopPostmaster(
  data: string,
  binaries: Binaries,
  account: Account | undefined,
): Promise<void> {
  const found = await runningPostmaster(data);
  if (found === undefined) {
    return;
  }
  if (process.platform === 'win32') {
    await run(binaries.pgCtl, ['stop', '--mode=fast', '--wait', '--pgdata', data], { ...account });
    return;
  }
  signal(found.pid, 'SIGINT');
  if (await waitForExit(found.pid, FAST_STOP_MS)) {
    return;
  }
  signal(found.pid, 'SIGQUIT');
  if (!(await waitForExit(found.pid, FAST_STOP_MS))) {
    throw new Error(`PostgreSQL (process ${found.pid}) does not stop`);
  }
}

async function readPidFile(data: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => undefined);
  const lines = text?.split('\n').map((line) => line.trim()) ?? [];
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) {
    return undefined;
  }
  return { pid, port: Number(lines[3]), status: lines[7] || 'starting' };
}

async function lastLines(file: string, from: number): Promise<string> {
  const text = (await readFile(file)).subarray(from).toString('utf8').trimEnd();
  return text.split('\n').slice(-LOG_TAIL_LINES).join('\n');
}
