/** What one process knows about its own work on generations. */
import { setMaxListeners } from 'node:events';
import type { AppContext } from '../../../app/context.ts';
import { StoppingError } from './lease.ts';

interface WorkerProcess {
  /** Aborted with StoppingError when the process is about to stop. */
  stopping: AbortController;
}

const processes = new WeakMap<AppContext, WorkerProcess>();

function processOf(app: AppContext): WorkerProcess {
  let known = processes.get(app);
  if (!known) {
    known = { stopping: new AbortController() };
    setMaxListeners(0, known.stopping.signal);
    processes.set(app, known);
  }
  return known;
}

export function stoppingSignal(app: AppContext): AbortSignal {
  return processOf(app).stopping.signal;
}

/** Makes all running work give its leases back. */
export function announceStop(app: AppContext): void {
  processOf(app).stopping.abort(new StoppingError('the process stops'));
}
