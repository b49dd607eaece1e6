/** `/metrics` for Prometheus, for callers who know METRICS_TOKEN; without one the page does not exist. */
import { type RequestHandler, Router } from 'express';
import { Counter, Registry } from 'prom-client';
import type { AppContext } from '../app/context.ts';
import { DomainError } from '../core/errors.ts';
import { isSameSecret } from '../core/isSameSecret.ts';
import { createGauges } from '../metrics/gauges.ts';
import { classOf, secondsSince } from '../metrics/metrics.ts';

const firstOf = (path: string) => path.split('/', 2)[1] ?? '';
const ownParts = ['trpc', 'media', 'telegram', 'api', 'assets'];

/**
 * Times every request, in a span where traces are on; registered before all handlers.
 * @param webhookPaths where providers send their notifications; each is labelled separately.
 */
export function timeRequests(app: AppContext, webhookPaths: readonly string[]): RequestHandler {
  const parts = new Set([...ownParts, ...webhookPaths.map(firstOf)]);
  /** The part of the product that a path belongs to, as a label. */
  const partOf = (path: string) => (parts.has(firstOf(path)) ? firstOf(path) : 'page');
  return (req, res, next) => {
    const startedAt = performance.now();
    const part = partOf(req.path);
    const span = app.tracing?.start(`${req.method} ${part}`, 'server', {
      'http.request.method': req.method,
    });
    res.once('finish', () => {
      if (res.getHeader('content-type') !== 'text/event-stream') {
        const status = classOf(res.statusCode);
        app.metrics.requests.observe({ part, status }, secondsSince(startedAt));
        span?.set({ 'http.response.status_code': res.statusCode });
        span?.end(res.statusCode >= 500 ? new Error('answered') : undefined);
      }
    });
    if (span) {
      span.run(() => next());
    } else {
      next();
    }
  };
}

export function createMetricsPage(app: AppContext): Router {
  // Metrics that are read on each scrape, besides those that the process counts.
  const registry = new Registry();
  new Counter({
    name: 'refused_calls_total',
    help: 'Refused sign-ins, forbidden calls and calls that could not be served, of this process.',
    labelNames: ['code'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [code, count] of app.refusals.counts) {
        this.inc({ code }, count);
      }
    },
  });
  const readGauges = createGauges(app, registry);
  const { metricsToken } = app.config;
  const router = Router();
  router.get('/metrics', async (req, res) => {
    if (metricsToken === null) {
      throw new DomainError('NOT_FOUND');
    }
    if (!isSameSecret(req.get('authorization') ?? '', `Bearer ${metricsToken}`)) {
      throw new DomainError('FORBIDDEN');
    }
    await readGauges();
    res
      .type(registry.contentType)
      .send(await Registry.merge([app.metrics.registry, registry]).metrics());
  });
  return router;
}
