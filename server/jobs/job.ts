import type { AppContext } from '../app/context.ts';
import type { JobKind, JobRun, QueueJob } from './jobKind.ts';

export type { JobRun } from './jobKind.ts';

/** A job of this product. */
export type RegisteredJob = QueueJob<AppContext>;

export interface Job<Payload> extends RegisteredJob, JobKind<Payload> {
  readonly name: string;
  readonly policy: JobKind<Payload>['policy'];
}

interface JobDefinition<Payload> extends JobKind<Payload> {
  /** Cron expression (UTC) for scheduled jobs; their payload is `{}`. */
  readonly cron?: string;
  handle(ctx: AppContext, payload: Payload, run: JobRun): Promise<void>;
}

/** Declares a job; the types of payload and handler follow from the schema. */
export function defineJob<Payload>(definition: JobDefinition<Payload>): Job<Payload> {
  const { handle, ...job } = definition;
  return { ...job, run: async (ctx, data, run) => handle(ctx, job.payload.parse(data), run) };
}
