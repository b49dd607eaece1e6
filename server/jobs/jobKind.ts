/** What the queue knows of jobs. It does not know what they work with. */
import type { z } from 'zod';
import type { Config } from '../app/config.ts';
import type { Redactor } from '../core/redactor.ts';
import type { Metrics } from '../metrics/metrics.ts';

/** How a job is tried again and watched. Times in seconds. */
export interface JobPolicy {
  /** Tries after the first one. */
  retryLimit: number;
  retryDelay: number;
  retryDelayMax?: number;
  /** A run that takes longer is given to another worker. */
  expireInSeconds: number;
  /** A worker silent for this long (at least 10) is taken for dead. */
  heartbeatSeconds?: number;
  /** How many run at once in one process. */
  concurrency?: number | ((config: Config) => number);
  /** How many of one group (one person) run at once in one process. */
  groupConcurrency?: number;
  /** While one waits, another is not added. Holds for queues that are made with it, not for older ones. */
  waitsOnce?: boolean;
}

/** What the queue itself needs of what jobs work with. */
export interface JobContext {
  config: Config;
  redactor: Redactor;
  metrics: Metrics;
}

/** One kind of background work: its name, what it is given, how it is tried again. */
export interface JobKind<Payload> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  readonly policy: JobPolicy;
}

/** A kind with its work, whatever the type of its payload. */
export interface QueueJob<Context> {
  readonly name: string;
  readonly policy: JobPolicy;
  /** Cron expression (UTC) for work that comes by itself; its payload is `{}`. */
  readonly cron?: string;
  /** Checks the payload as it comes from the database, and does the work. */
  run(ctx: Context, data: unknown, run: JobRun): Promise<void>;
}

export interface JobRun {
  /** Aborted when the process stops or the run has expired. */
  signal: AbortSignal;
  /** 1 for the first try. */
  attempt: number;
}
