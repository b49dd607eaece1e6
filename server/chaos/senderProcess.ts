/**
 * A worker that sends the outbox, as fast as its Telegram accepts, until it is killed: `node
 * server/chaos/senderProcess.ts`, with the environment of a server. Prints `ready` when it works.
 */
import { readConfig } from '../app/config.ts';
import { createContext } from '../app/createContext.ts';
import { runBroadcastsJob } from '../features/broadcasts/runJob.ts';
import { deliverJob } from '../features/notifications/deliver.ts';

const config = readConfig();
const app = await createContext(
  { ...config, databaseUrl: process.env.DATABASE_URL ?? '' },
  { delivery: { messageEveryMs: 0.5, abandonedAfterMs: 5000, refusedPauseMs: 1000 } },
);
await app.queue.work(app);
// What the jobs of every minute would find after a crash.
await app.db.transaction(async (tx) => {
  await app.queue.enqueue(tx, deliverJob, {});
  await app.queue.enqueue(tx, runBroadcastsJob, {});
});
process.stdout.write('ready\n');
