import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Identifies one run of a process id: its start time (and the machine's boot), so that a later process with
 * the same number is told apart. Undefined when no such process runs; a zombie counts as not running.
 */
export async function identityOf(pid: number): Promise<string | undefined> {
  if (!signal(pid, 0)) {
    return undefined;
  }
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The second field is the program's name in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0];
    const startTicks = fields[19];
    if (startTicks === undefined || state === 'Z' || state === 'X') {
      return undefined;
    }
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
    return `${boot.trim()}/${startTicks}`;
  }
  return (await ps(pid, 'lstart')) ?? 'running';
}

/** The command line of a running process; undefined when it cannot be told. */
export async function commandOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
    return line?.replaceAll('\0', ' ').trim();
  }
  return ps(pid, 'command');
}

/** Sends a signal (0 only asks). False when there is no such process. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Waits until the process is gone; false when it still runs after `timeoutMs`. */
export async function waitForExit(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while ((await identityOf(pid)) !== undefined) {
    if (Date.now() > deadline) {
      return false;
    }
    await sleep(15);
  }
  return true;
}

async function ps(pid: number, column: string): Promise<string | undefined> {
  if (process.platform === 'win32') {
    return undefined;
  }
  const found = await run('ps', ['-o', `${column}=`, '-p', String(pid)]).catch(() => undefined);
  return found?.stdout.trim() || undefined;
}
