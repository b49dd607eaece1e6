import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import { appRouteOf } from '../../shared/appRoutes.ts';

const FOLDER = fileURLToPath(new URL('../../dist/web/', import.meta.url));

/** Serves the built Mini App: hashed files cached for ever, its page for every known route. */
export function createWebApp(folder = FOLDER): Router {
  const router = Router();
  router.use(
    '/assets',
    express.static(`${folder}assets`, { immutable: true, maxAge: '365d', index: false }),
  );
  router.use(express.static(folder, { index: false, maxAge: '1h' }));
  router.get(/.*/, (req, res, next) => {
    if (appRouteOf(req.path) === undefined) {
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

/** A release may be deployed under a running server; checked no more often than this. */
const LOOK_EVERY_MS = 1000;

/**
 * Returns the hashes of the inline scripts of the app's page, as its content security policy lists them,
 * separated by spaces; empty where there is no page.
 */
export function pageScriptHashes(folder = FOLDER): () => string {
  const page = `${folder}index.html`;
  let known = { lookedAt: 0, changedAt: 0, hashes: '' };
  return () => {
    const now = Date.now();
    if (now - known.lookedAt >= LOOK_EVERY_MS) {
      const changedAt = statSync(page, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      const isSame = changedAt === known.changedAt;
      known = { lookedAt: now, changedAt, hashes: isSame ? known.hashes : hashesOf(page) };
    }
    return known.hashes;
  };
}

function hashesOf(page: string): string {
  const html = existsSync(page) ? readFileSync(page, 'utf8') : '';
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)]
    .map(([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`)
    .join(' ');
}
