import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import type { AppContext } from '../app/context.ts';
import type { Running } from '../core/running.ts';
import { answerErrors, answerNotFound } from './errors.ts';
import { createHealthRouter } from './health.ts';
import { listenOn } from './listening.ts';
import { createMetricsPage } from './metrics.ts';

/** Serves `/healthz`, `/readyz` and `/metrics` on `PORT`, in processes without the role web. */
export async function startHealthPort(app: AppContext): Promise<Running & { port: number }> {
  const probe = express().disable('x-powered-by').use(createHealthRouter(app));
  probe.use(createMetricsPage(app));
  probe.use(answerNotFound);
  probe.use(answerErrors(app));
  const server = createServer(probe);
  const port = await listenOn(server, app.config.http.port);
  return {
    port,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
