/**
 * Loaded before a script of package.json that runs until it is told to stop. npm hands a signal to the shell
 * between it and this process, and most shells die of it alone: a SIGTERM to `npm start` would leave the server
 * running. So the process tells itself to end once its parent is gone. (`exec` would do, but for Windows.)
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
