/** The jobs that one process can have, started in order and stopped in reverse. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { RoleName } from './config.ts';
import type { AppContext } from './context.ts';
import { startGenerationWorker } from './generation/worker.ts';
import { createApp } from './http/app.ts';
import { startBots } from './telegram/startBots.ts';

/** Something that runs until it is stopped. */
export interface Running {
  stop(): Promise<void>;
}

/** How long open requests may take to end after the process was told to stop. */
const GRACE_MS = 5000;

/** Serves HTTP. Open event streams are cut: their clients come back to another process. */
export async function startWeb(app: AppContext): Promise<Running & { port: number }> {
  const server = createApp(app).listen(app.config.http.port);
  await once(server, 'listening');
  server.keepAliveTimeout = 65_000;
  server.requestTimeout = 120_000;
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}

async function startWorker(app: AppContext): Promise<Running> {
  await app.queue.work(app);
  return startGenerationWorker(app);
}

const starters: Record<RoleName, (app: AppContext) => Promise<Running>> = {
  web: startWeb,
  worker: startWorker,
  bot: async (app) => startBots(app),
};

/** Starts the configured roles. `port` is where HTTP is served, if it is. */
export async function startRoles(app: AppContext): Promise<Running & { port: number | null }> {
  const running: Running[] = [];
  let port: number | null = null;
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
      for (const part of running.toReversed()) {
        await part.stop();
      }
    },
  };
}
