import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppContext } from '../app/context.ts';
import { createApp } from '../app/httpApp.ts';
import type { Running } from '../core/running.ts';
import { listenOn } from './listening.ts';

/** How long requests are still accepted after the process was told to stop, at most. */
const DRAIN_MS = 3000;
/** How long open requests may take to end after that. */
const GRACE_MS = 5000;

export interface WebOptions {
  /** Three seconds in production, none elsewhere. */
  drainMs?: number;
}

/**
 * Serves HTTP. When told to stop, the server says so with `Connection: close` and a failing `/readyz`, but
 * goes on answering for `drainMs`: a connection that is closed while a request is on its way fails that
 * request. Only then are connections closed and event streams cut; their clients come back to another
 * process.
 */
export async function startWeb(
  app: AppContext,
  { drainMs = app.config.environment === 'production' ? DRAIN_MS : 0 }: WebOptions = {},
): Promise<Running & { port: number }> {
  const answer = createApp(app);
  const open = new Set<ServerResponse>();
  let draining = false;

  const server = createServer((req, res) => {
    open.add(res);
    res.once('close', () => open.delete(res));
    res.shouldKeepAlive &&= !draining;
    if (draining && req.url === '/readyz') {
      res.writeHead(503, { 'Content-Type': 'application/json' }).end('{"stopping":true}');
    } else {
      answer(req, res);
    }
  });
  server.keepAliveTimeout = 65_000;
  server.requestTimeout = 120_000;
  const port = await listenOn(server, app.config.http.port);

  return {
    port,
    async stop() {
      draining = true;
      for (const res of open) {
        // Without effect where the headers were sent already; such a connection is told next time.
        res.shouldKeepAlive = false;
      }
      await sleep(drainMs);
      const closed = once(server, 'close');
      server.close();
      for (const res of open) {
        if (isEventStream(res)) {
          res.destroy();
        } else {
          res.once('close', () => server.closeIdleConnections());
        }
      }
      const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}

function isEventStream(res: ServerResponse): boolean {
  return String(res.getHeader('content-type')).startsWith('text/event-stream');
}
