import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

const SQLITE_BUSY = 5;
const RETRY_MS = 20;

/**
 * Runs `work` while no other process, and no other call in this one, holds the same lock file.
 *
 * The lock is SQLite's own lock of a database file that stays empty: Node has no flock(), and the
 * operating system gives this one back however its holder dies, so it can never be stale.
 * @throws Error when the lock is not free within `timeoutMs`.
 */
export async function withFileLock<T>(
  file: string,
  timeoutMs: number,
  work: () => Promise<T>,
): Promise<T> {
  const lock = new DatabaseSync(file);
  try {
    const deadline = Date.now() + timeoutMs;
    while (!tryLock(lock)) {
      if (Date.now() > deadline) {
        throw new Error(`Another process has held ${file} for ${timeoutMs / 1000} s`);
      }
      await sleep(RETRY_MS);
    }
    return await work();
  } finally {
    lock.close();
  }
}

function tryLock(lock: DatabaseSync): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) {
      return false;
    }
    throw error;
  }
}
