import { Router } from 'express';
import type { AppContext } from '../app/context.ts';
import { sql } from '../db/statement.ts';

const ping = sql('select 1 as ok');

/** `/healthz`: the process answers. `/readyz`: so do the database and the queue. */
export function createHealthRouter(app: AppContext): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    const [database, queue] = await Promise.all([
      app.db.query(ping).then(
        () => true,
        () => false,
      ),
      app.queue.isReady().catch(() => false),
    ]);
    res.status(database && queue ? 200 : 503).json({ database, queue });
  });
  return router;
}
