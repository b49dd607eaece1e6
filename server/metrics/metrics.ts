/**
 * What this process counts and times, for Prometheus: rate, errors and duration of requests, calls, jobs and
 * external services, and outcomes of generations. Labels have few values, whatever is requested.
 */
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Seconds. */
const FAST = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const SLOW = [0.05, 0.25, 1, 5, 15, 60, 300, 900];

export class Metrics {
  readonly registry = new Registry();

  readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to the end of its answer; event streams are left out.',
    labelNames: ['part', 'status'],
    buckets: FAST,
    registers: [this.registry],
  });

  readonly calls = new Histogram({
    name: 'rpc_call_duration_seconds',
    help: 'Time that a procedure took; subscriptions are left out.',
    labelNames: ['procedure'],
    buckets: FAST,
    registers: [this.registry],
  });

  readonly callResults = new Counter({
    name: 'rpc_calls_total',
    help: 'Calls of procedures by their result: OK or the code of the error.',
    labelNames: ['procedure', 'code'],
    registers: [this.registry],
  });

  readonly jobs = new Histogram({
    name: 'job_duration_seconds',
    help: 'Time that a run of a background job took; a run that another process takes over is "requeued".',
    labelNames: ['job', 'result'],
    buckets: SLOW,
    registers: [this.registry],
  });

  readonly outgoing = new Histogram({
    name: 'outgoing_request_duration_seconds',
    help: 'Time until the head of an answer to a request of ours; "failed" has had none.',
    labelNames: ['host', 'status'],
    buckets: SLOW,
    registers: [this.registry],
  });

  readonly generations = new Counter({
    name: 'generations_finished_total',
    help: 'Generations that this process has ended, by the provider and the reason of a failure.',
    labelNames: ['provider', 'result'],
    registers: [this.registry],
  });

  constructor() {
    // Including: event loop delay, memory, open files, garbage collection.
    collectDefaultMetrics({ register: this.registry });
  }

  /** @param result the reason of a failure, or the status in which it ended. */
  countGeneration(provider: string, result: string): void {
    this.generations.inc({ provider, result });
  }
}

/** Seconds since `startedAt`, which is a time of `performance.now()`. */
export const secondsSince = (startedAt: number) => (performance.now() - startedAt) / 1000;

/** `2xx` of 204. */
export const classOf = (status: number) => `${Math.floor(status / 100)}xx`;
