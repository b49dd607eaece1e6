import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { AppContext } from '../app/context.ts';
import type { Running } from '../core/running.ts';
import { createApp } from './app.ts';

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
