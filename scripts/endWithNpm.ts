/**
 * Preloaded by scripts of package.json that run until they are stopped. npm sends a signal only to the shell
 * between it and this process, and most shells end without passing it on: a SIGTERM to `npm start` would leave the
 * server running. So the process sends itself SIGTERM once its parent is gone. (`exec` in the script would do the
 * same, but not on Windows.) After a signal to the whole group this is the second one, and changes nothing.
 */
import { isMainThread } from 'node:worker_threads';

const POLL_MS = 250;

if (isMainThread) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer);
      process.kill(process.pid, 'SIGTERM');
    }
  }, POLL_MS);
  timer.unref();
}
