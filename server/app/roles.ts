/** The roles of a process, started in order and stopped together. */

import type { Running } from '../core/running.ts';
import { startGenerationWorker } from '../features/generation/worker/sweeper.ts';
import { removeAbandonedUploads } from '../features/media/uploadFiles.ts';
import { applyAdminList } from '../features/users/admins.ts';
import { startHealthPort } from '../http/healthPort.ts';
import { startWeb } from '../http/web.ts';
import { startBots } from '../telegram/startBots.ts';
import type { RoleName } from './config.ts';
import type { AppContext } from './context.ts';

async function startWorker(app: AppContext): Promise<Running> {
  await app.queue.work(app);
  const sweeper = startGenerationWorker(app);
  return {
    async stop() {
      // First of all: a job that is returned to the queue must not come back to this process.
      await app.queue.stopFetching();
      await sweeper.stop();
    },
  };
}

async function startServing(app: AppContext) {
  await removeAbandonedUploads().catch((err: unknown) =>
    app.log.warn({ err }, 'files of killed processes were not removed'),
  );
  return await startWeb(app);
}

const starters: Record<RoleName, (app: AppContext) => Promise<Running>> = {
  web: startServing,
  worker: startWorker,
  bot: async (app) => startBots(app),
};

/** Starts the configured roles. `port` is where HTTP is served: at least `/healthz` and `/readyz`. */
export async function startRoles(app: AppContext): Promise<Running & { port: number | null }> {
  await applyAdminList(app);
  const running: Running[] = [];
  let port: number | null = null;
  if (!app.config.roles.includes('web')) {
    const probe = await startHealthPort(app);
    running.push(probe);
    port = probe.port;
  }
  for (const role of app.config.roles) {
    const started = await starters[role](app);
    running.push(started);
    if ('port' in started) {
      port = started.port as number;
    }
  }
  return {
    port,
    async stop() {
      // A bot that waits for Telegram must not keep a worker from releasing its work.
      await Promise.all(running.map((part) => part.stop()));
    },
  };
}
