/** What the queue knows of jobs. It does not know their dependencies. */
import type { z } from 'zod';
import type { Config } from '../app/config.ts';
import type { Redactor } from '../core/redactor.ts';
import type { Metrics } from '../metrics/metrics.ts';

/** How a job is retried and supervised. Times in seconds. */
export interface JobPolicy {
  /** Retries after the first attempt. */
  retryLimit: number;
  retryDelay: number;
  retryDelayMax?: number;
  /** A run that takes longer is given to another worker. */
  expireInSeconds: number;
  /** A worker silent for this long (at least 10) is considered dead. */
  heartbeatSeconds?: number;
  /** How many run at once in one process. */
  concurrency?: number | ((config: Config) => number);
  /** How many of one group (usually one person) run at once in one process. */
  groupConcurrency?: number;
  /** While one waits, another is not added. Applies to queues created with it, not to older ones. */
  waitsOnce?: boolean;
}

/** What the queue itself needs of the context of jobs. */
export interface JobContext {
  config: Config;
  redactor: Redactor;
  metrics: Metrics;
}

/** One kind of background job: its name, its payload, how it is retried. */
export interface JobKind<Payload> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  readonly policy: JobPolicy;
}

/** A kind with its handler, whatever the type of its payload. */
export interface QueueJob<Context> {
  readonly name: string;
  readonly policy: JobPolicy;
  /** Cron expression (UTC) for scheduled jobs; their payload is `{}`. */
  readonly cron?: string;
  /** Validates the payload as it comes from the database, and runs the job. */
  run(ctx: Context, data: unknown, run: JobRun): Promise<void>;
}

export interface JobRun {
  /** Aborted when the process stops or the run has expired. */
  signal: AbortSignal;
  /** 1 for the first attempt. */
  attempt: number;
}
