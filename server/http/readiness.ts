/** Whether this process can do its work, answered in time whatever hangs. */
import type { AppContext } from '../app/context.ts';
import { readState } from './readinessStatements.ts';

/** `/readyz` answers within two seconds. */
const MAX_CHECK_MS = 1500;
/** Requests at the same moment share an answer. */
const MAX_AGE_MS = 250;

export interface Readiness {
  /** The database answers, and keeps what is written. */
  database: boolean;
  /** Events of other processes arrive. */
  listener: boolean;
  /** Jobs can be queued and fetched. */
  queue: boolean;
  /** Files can be kept. */
  storage: boolean;
}

async function inTime(check: () => Promise<boolean>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), MAX_CHECK_MS);
  try {
    return await Promise.race([check().catch(() => false), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function isDatabaseWritable(app: AppContext): Promise<boolean> {
  const [state] = await app.webhookDb.query(readState);
  return state?.writable === true && !app.health.database.isDown;
}

/** @returns a check that may be called concurrently. */
export function createReadinessCheck(app: AppContext): () => Promise<Readiness> {
  let shared: { at: number; result: Promise<Readiness> } | null = null;
  async function check(): Promise<Readiness> {
    const [database, listener, queue, storage] = await Promise.all([
      inTime(() => isDatabaseWritable(app)),
      inTime(() => app.notifications.isReady()),
      inTime(() => app.queue.isReady()),
      inTime(() => app.health.storage.works()),
    ]);
    return { database, listener, queue, storage };
  }
  return () => {
    if (!shared || performance.now() - shared.at > MAX_AGE_MS) {
      shared = { at: performance.now(), result: check() };
    }
    return shared.result;
  };
}
