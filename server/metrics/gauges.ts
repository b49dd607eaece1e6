/** What a scrape reads: the work that waits in the database, and what this process holds. */
import { Gauge, type Registry } from 'prom-client';
import { alertKinds } from '../../shared/closedSets.ts';
import { paymentProviders, paymentStatuses } from '../../shared/schemas/payments.ts';
import type { AppContext } from '../app/context.ts';
import { type Figure, readFigures } from './gaugeStatements.ts';

/** All labels of one gauge, so that a queue without jobs is a zero and not a gap. */
const labels: Record<Figure['gauge'], readonly string[]> = {
  generations: ['queued', 'running'],
  payments: paymentProviders.flatMap((provider) =>
    paymentStatuses.map((status) => `${provider} ${status}`),
  ),
  alerts: alertKinds,
  outbox: [''],
  violations: [''],
};

/** Reads the database once for all gauges; call it before the registry is printed. */
export function createGauges(app: AppContext, registry: Registry): () => Promise<void> {
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
  ) => new Gauge<Label>({ name, help, labelNames: [...labelNames], registers: [registry] });

  const unfinished = gauge(
    'generations_unfinished',
    'Generations that wait or run, in all processes.',
    ['status'],
  );
  const oldest = gauge(
    'generations_oldest_seconds',
    'Age of the oldest generation that waits or runs.',
    ['status'],
  );
  const payments = gauge('payments_last_day', 'Orders of the last 24 hours by their state.', [
    'provider',
    'status',
  ]);
  const alerts = gauge('alerts_open', 'Alerts that nobody has resolved.', ['kind']);
  const outbox = gauge('outbox_due', 'Messages that the bot should have sent by now.');
  const outboxAge = gauge('outbox_oldest_seconds', 'How long the oldest of them has been due.');
  const violations = gauge('ledger_violations', 'Violated invariants that the last audit found.');
  const jobsReady = gauge('jobs_ready', 'Jobs that could be started now, in all processes.', [
    'job',
  ]);
  const jobsActive = gauge('jobs_active', 'Jobs that are worked on, in all processes.', ['job']);
  const jobsFailed = gauge('jobs_failed', 'Jobs that have failed for good and are still kept.', [
    'job',
  ]);
  const streams = gauge('live_connections', 'Open event streams of this process.');
  const pool = gauge('database_connections', 'Connections of the main pool of this process.', [
    'state',
  ]);

  return async () => {
    streams.set(app.live.connections);
    for (const [state, count] of Object.entries(app.db.connections)) {
      pool.set({ state }, count);
    }
    const [figures, queues] = await Promise.all([app.db.query(readFigures), app.queue.sizes()]);
    const find = (name: Figure['gauge'], label: string) =>
      figures.find((figure) => figure.gauge === name && figure.label === label) ?? {
        count: 0,
        age: 0,
      };
    for (const status of labels.generations) {
      const { count, age } = find('generations', status);
      unfinished.set({ status }, count);
      oldest.set({ status }, age);
    }
    for (const label of labels.payments) {
      const [provider = '', status = ''] = label.split(' ');
      payments.set({ provider, status }, find('payments', label).count);
    }
    for (const kind of labels.alerts) {
      alerts.set({ kind }, find('alerts', kind).count);
    }
    outbox.set(find('outbox', '').count);
    outboxAge.set(find('outbox', '').age);
    violations.set(find('violations', '').count);
    for (const { job, ready, active, failed } of queues) {
      jobsReady.set({ job }, ready);
      jobsActive.set({ job }, active);
      jobsFailed.set({ job }, failed);
    }
  };
}
