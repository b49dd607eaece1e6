import { Router } from 'express';
import type { AppContext } from '../app/context.ts';
import { createReadinessCheck } from './readiness.ts';

/** `/healthz`: the process answers. `/readyz`: so do all services that it needs. */
export function createHealthRouter(app: AppContext): Router {
  const router = Router();
  const check = createReadinessCheck(app);
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    const readiness = await check();
    res.status(Object.values(readiness).every(Boolean) ? 200 : 503).json(readiness);
  });
  return router;
}
