import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import { isAppRoute } from '../../shared/appRoutes.ts';

const FOLDER = fileURLToPath(new URL('../../dist/web/', import.meta.url));

/** Serves the built Mini App: hashed files for ever, its page for every route that it knows. */
export function createWebApp(folder = FOLDER): Router {
  const router = Router();
  router.use(
    '/assets',
    express.static(`${folder}assets`, { immutable: true, maxAge: '365d', index: false }),
  );
  router.use(express.static(folder, { index: false, maxAge: '1h' }));
  router.get(/.*/, (req, res, next) => {
    if (!isAppRoute(req.path)) {
      next();
      return;
    }
    res.sendFile('index.html', {
      root: folder,
      cacheControl: false,
      headers: { 'Cache-Control': 'no-cache' },
    });
  });
  return router;
}
