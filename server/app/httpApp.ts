/** The Express application: the order of its layers, and nothing of what they do. */
import { randomUUID } from 'node:crypto';
import type { AnyRouter } from '@trpc/server';
import compression from 'compression';
import express, { type Express } from 'express';
import { VIEW_AS_HEADER } from '../auth/viewAs.ts';
import { createBotsApi } from '../features/botsApi/router.ts';
import { createExportRouter } from '../features/exports/router.ts';
import { createShortLinks } from '../features/gallery/shortLinksRouter.ts';
import { generationWebhooks } from '../features/generation/providers/index.ts';
import { createMediaRouter } from '../features/media/mediaRouter.ts';
import { createUploadMiddleware, UPLOAD_PATH } from '../features/media/uploads.ts';
import { createBotInfo } from '../http/botInfo.ts';
import { answerErrors, answerNotFound } from '../http/errors.ts';
import { createHealthRouter } from '../http/health.ts';
import { createMetricsPage, timeRequests } from '../http/metrics.ts';
import { createRequestGate } from '../http/requestGate.ts';
import { noStore, securityHeaders } from '../http/security.ts';
import { createTelegramWebhook } from '../http/telegramWebhook.ts';
import { createTrpcHandler } from '../http/trpcHandler.ts';
import { createWebApp, pageScriptHashes } from '../http/webApp.ts';
import { appRouter } from './appRouter.ts';
import type { AppContext } from './context.ts';

/** JSON of a request; pictures have their own limit. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
const MAX_CALLS_PER_BATCH = 10;
/** Answers that must not be cached on the way. Media and the app's own files set their own caching. */
const personalPaths = ['/trpc', '/api', '/healthz', '/readyz', '/metrics', '/telegram'];

/** Where providers of payments and of generation send their notifications. */
function providerWebhooks(app: AppContext) {
  const payments = Object.values(app.payments).flatMap(({ webhook }) => webhook ?? []);
  return [...payments, ...generationWebhooks(app)];
}

/** @param router what `/trpc` offers; the benchmark adds calls of its own. */
export function createApp(app: AppContext, router: AnyRouter = appRouter): Express {
  const server = express();
  server.disable('x-powered-by');
  server.set('trust proxy', app.config.http.trustProxy);
  server.set('query parser', 'simple');
  const webhooks = providerWebhooks(app);
  server.use(
    timeRequests(
      app,
      webhooks.map(({ path }) => path),
    ),
  );
  server.use(securityHeaders(pageScriptHashes()));
  server.use([...personalPaths, ...webhooks.map(({ path }) => path)], noStore);
  server.use(createHealthRouter(app));
  server.use(createMetricsPage(app));
  server.use(createTelegramWebhook(app));
  for (const { routes } of webhooks) {
    server.use(routes());
  }
  server.use('/media', createMediaRouter(app));
  server.use(createShortLinks(app));
  server.use('/trpc', createRequestGate(UPLOAD_PATH));
  server.use('/trpc', createUploadMiddleware(app));
  server.use(
    '/trpc',
    createTrpcHandler({
      router,
      maxBodySize: MAX_BODY_BYTES,
      maxBatchSize: MAX_CALLS_PER_BATCH,
      opening: 'me.launch',
      mayBeEmpty: true,
      // The library's own says no more than that a stored stream has to be checked.
      streamHeaders: { 'cache-control': 'no-store, no-transform' },
      createContext: (req) => ({
        app,
        authorization: req.headers.authorization,
        botName: req.get('x-bot'),
        viewAs: req.get(VIEW_AS_HEADER),
        ip: req.ip,
        requestId: randomUUID(),
      }),
    }),
  );
  server.use(compression());
  server.use(createExportRouter(app));
  server.use(createBotInfo(app));
  server.use(createBotsApi(app));
  server.use(createWebApp());
  server.use(answerNotFound);
  server.use(answerErrors(app));
  return server;
}
