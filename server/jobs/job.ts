import type { z } from 'zod';
import type { Config } from '../app/config.ts';
import type { AppContext } from '../app/context.ts';

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

/** What the queue knows of a job: everything but the type of its payload. */
export interface RegisteredJob {
  readonly name: string;
  readonly policy: JobPolicy;
  /** Cron expression (UTC) for work that comes by itself; its payload is `{}`. */
  readonly cron?: string;
  /** Checks the payload as it comes from the database, and does the work. */
  run(ctx: AppContext, data: unknown, run: JobRun): Promise<void>;
}

/** One kind of background work: its name, what it is given, how it is done and tried again. */
interface JobDefinition<Payload> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  readonly policy: JobPolicy;
  readonly cron?: string;
  handle(ctx: AppContext, payload: Payload, run: JobRun): Promise<void>;
}

export interface Job<Payload> extends RegisteredJob {
  readonly payload: z.ZodType<Payload>;
}

export interface JobRun {
  /** Aborted when the process stops or the run has expired. */
  signal: AbortSignal;
  /** 1 for the first try. */
  attempt: number;
}

/** Declares a job; the types of payload and handler follow from the schema. */
export function defineJob<Payload>(definition: JobDefinition<Payload>): Job<Payload> {
  const { handle, ...job } = definition;
  return { ...job, run: async (ctx, data, run) => handle(ctx, job.payload.parse(data), run) };
}
