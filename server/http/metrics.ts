/**
 * `/metrics` for Prometheus, to whoever knows METRICS_TOKEN; without one the page does not exist. Labels
 * have few values, whatever is asked for.
 */
import { type RequestHandler, Router } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AppContext } from '../app/context.ts';
import { DomainError } from '../core/errors.ts';
import { isSameSecret } from '../core/isSameSecret.ts';
import { sql } from '../db/statement.ts';

const countWork = sql<{ status: string; n: number }>(
  `select status, count(*) as n from generations where status in ('queued', 'running') group by status`,
);

const firstOf = (path: string) => path.split('/', 2)[1] ?? '';
const ownParts = ['trpc', 'media', 'telegram', 'api', 'assets'];

export interface Metrics {
  /** Times every request; goes before all that answers. */
  measure: RequestHandler;
  router: Router;
}

/** @param webhookPaths where providers send their notifications: each provider is a part of its own. */
export function createMetrics(app: AppContext, webhookPaths: readonly string[]): Metrics {
  const parts = new Set([...ownParts, ...webhookPaths.map(firstOf)]);
  /** The part of the product that a path belongs to. */
  const partOf = (path: string) => (parts.has(firstOf(path)) ? firstOf(path) : 'page');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to the end of its answer; event streams are left out.',
    labelNames: ['part', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  new Gauge({
    name: 'live_connections',
    help: 'Open event streams of this process.',
    registers: [registry],
    collect() {
      this.set(app.live.connections);
    },
  });
  new Gauge({
    name: 'generations_unfinished',
    help: 'Generations that wait or run, in all processes.',
    labelNames: ['status'],
    registers: [registry],
    async collect() {
      const rows = await app.db.query(countWork);
      for (const status of ['queued', 'running']) {
        this.set({ status }, rows.find((row) => row.status === status)?.n ?? 0);
      }
    },
  });

  new Counter({
    name: 'refused_calls_total',
    help: 'Refused sign-ins and forbidden calls of this process.',
    labelNames: ['code'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [code, count] of app.refusals.counts) {
        this.inc({ code }, count);
      }
    },
  });

  const router = Router();
  const { metricsToken } = app.config;
  router.get('/metrics', async (req, res) => {
    if (metricsToken === null) {
      throw new DomainError('NOT_FOUND');
    }
    if (!isSameSecret(req.get('authorization') ?? '', `Bearer ${metricsToken}`)) {
      throw new DomainError('FORBIDDEN');
    }
    res.type(registry.contentType).send(await registry.metrics());
  });
  return {
    router,
    measure(req, res, next) {
      const started = performance.now();
      const part = partOf(req.path);
      res.once('finish', () => {
        if (res.getHeader('content-type') !== 'text/event-stream') {
          const status = `${Math.floor(res.statusCode / 100)}xx`;
          durations.observe({ part, status }, (performance.now() - started) / 1000);
        }
      });
      next();
    },
  };
}
