/**
 * Background jobs on pg-boss, in the same PostgreSQL, so that a job is part of the transaction that causes
 * it.
 */
import { hash } from 'node:crypto';
import { type Job as ClaimedJob, PgBoss } from 'pg-boss';
import type { DatabaseAddress, Tx } from '../db/database.ts';
import type { Notifications } from '../db/pubsub.ts';
import type { Statement } from '../db/statement.ts';
import { secondsSince } from '../metrics/metrics.ts';
import { inSpan, type Tracing } from '../tracing/tracing.ts';
import type { JobContext, JobKind, QueueJob } from './jobKind.ts';
import { openPooledDatabase, type PooledDatabase } from './pooledDatabase.ts';
import { deleteJobsOfPerson, statementOfLibrary } from './queueStatements.ts';
import { startJobSpan } from './startJobSpan.ts';

export interface EnqueueOptions {
  /** Delay from now, by the clock of the database. */
  delayMs?: number;
  /** Groups are served in fair turns; usually a group is a person. */
  group?: string;
}

const NONE = {};
/** How often jobs of dead workers are looked for. */
const SUPERVISE_S = 15;
/** The channel on which the library's workers listen for names of queues with new jobs (its `plans.ts`). */
const WAKE_CHANNEL = `pgboss_${hash('sha224', 'pgboss').slice(0, 24)}` as const;

const CONNECT_TIMEOUT_MS = 5000;
const KEEP_ALIVE_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 15_000;
const SILENCE_MARGIN_MS = 5000;
const MAX_CONNECTIONS = 6;

/** The process stops; another one continues. */
export class StoppingError extends Error {
  override readonly name = 'StoppingError';
}

export class JobQueue<Context extends JobContext> {
  readonly #boss: PgBoss;
  readonly #jobs: readonly QueueJob<Context>[];
  readonly #onError: (error: unknown, what: string) => void;
  readonly #notifications: Notifications | null;
  /** The library's own SQL texts, one for each queue. */
  readonly #statements = new Map<string, Statement<unknown>>();
  readonly #stopping = new AbortController();
  /** Where a transaction pooler is used; otherwise the library has a pool of its own. */
  readonly #pooled: PooledDatabase | null;
  readonly #tracing: Tracing | null;
  #working = false;

  /** @param notifications wakes workers at once, in every process; without it they poll each second. */
  constructor(
    { url, directUrl = null, tracing = null }: DatabaseAddress & { tracing?: Tracing | null },
    jobs: readonly QueueJob<Context>[],
    onError: (error: unknown, what: string) => void,
    notifications: Notifications | null = null,
  ) {
    this.#jobs = jobs;
    this.#onError = onError;
    this.#notifications = notifications;
    this.#tracing = tracing;
    const connection = {
      connectionString: url,
      application_name: 'ai-coins jobs',
      max: MAX_CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      // The server's own timeout answers first; this one is for a server that no longer answers.
      query_timeout: STATEMENT_TIMEOUT_MS + SILENCE_MARGIN_MS,
    };
    this.#pooled =
      directUrl === null
        ? null
        : openPooledDatabase(connection, notifications, (error) => onError(error, 'job queue'));
    this.#boss = new PgBoss({
      // All of them are passed to `pg`, for the pool as for the listening connection; the library itself
      // checks the listening one every ten seconds.
      ...(this.#pooled
        ? { db: this.#pooled.db }
        : { ...connection, statement_timeout: STATEMENT_TIMEOUT_MS }),
      useListenNotify: true,
      superviseIntervalSeconds: SUPERVISE_S,
      monitorIntervalSeconds: SUPERVISE_S,
      warningRetentionDays: 1,
    });
    // The library reports copies of errors that are not Error instances.
    this.#boss.on('error', (error) =>
      this.#onError(
        error instanceof Error ? error : Object.assign(new Error(), error),
        'job queue',
      ),
    );
  }

  /**
   * Connects and creates the queues.
   * @param options.schedules whether this process enqueues the cron jobs.
   * @param options.retired queues of earlier versions, which are deleted with the jobs that wait in them.
   */
  async start({
    schedules,
    retired = [],
  }: {
    schedules: boolean;
    retired?: readonly string[];
  }): Promise<void> {
    await this.#boss.start();
    for (const name of retired) {
      await this.#boss.deleteQueue(name);
    }
    for (const job of this.#jobs) {
      const { concurrency: _c, groupConcurrency: _g, waitsOnce = false, ...policy } = job.policy;
      await this.#boss.createQueue(job.name, {
        ...policy,
        policy: waitsOnce ? 'short' : 'standard',
        retryBackoff: true,
        // The library's NOTIFY would be part of the transaction, and commits would wait for each other.
        notify: false,
      });
      await this.#boss.updateQueue(job.name, { notify: false });
      if (schedules && job.cron) {
        await this.#boss.schedule(job.name, job.cron, {}, { tz: 'UTC' });
      }
    }
  }

  /** Adds a job; it exists only if the transaction is committed. */
  async enqueue<Payload extends object>(
    tx: Tx,
    job: JobKind<Payload>,
    payload: Payload,
    options: EnqueueOptions = {},
  ): Promise<void> {
    const { delayMs = 0 } = options;
    const isDelayed = delayMs > 0;
    const data = { ...(job.payload.parse(payload) as object), ...this.#origin() };
    await this.#boss.send(job.name, data, {
      ...(isDelayed ? { startAfter: (delayMs / 1000).toFixed(3) } : NONE),
      ...(options.group ? { group: { id: options.group } } : NONE),
      db: {
        executeSql: async (text, values = []) => ({
          rows: await tx.query(this.#statementOf(text), values),
        }),
      },
    });
    if (!isDelayed) {
      tx.onCommit(() => this.#notifications?.send(WAKE_CHANNEL, job.name));
    }
  }

  /** What connects a job with the request that caused it. */
  #origin(): { traceparent?: string } {
    const traceparent = this.#tracing?.traceparent();
    return traceparent ? { traceparent } : NONE;
  }

  /** Removes jobs about a person from the queue and its history, by the Telegram id in their payload. */
  async erasePerson(tx: Tx, telegramId: number): Promise<void> {
    await tx.query(deleteJobsOfPerson, [JSON.stringify({ telegramId })]);
  }

  #statementOf(text: string): Statement<unknown> {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = statementOfLibrary(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }

  /** Starts the workers of all jobs. */
  async work(ctx: Context): Promise<void> {
    this.#working = true;
    for (const job of this.#jobs) {
      const { concurrency = 1, groupConcurrency } = job.policy;
      const atOnce = typeof concurrency === 'number' ? concurrency : concurrency(ctx.config);
      await this.#boss.work<object>(
        job.name,
        {
          batchSize: 1,
          includeMetadata: true,
          pollingIntervalSeconds: 1,
          localConcurrency: atOnce,
          // The library refuses more of a group than of all.
          ...(groupConcurrency
            ? { localGroupConcurrency: Math.min(groupConcurrency, atOnce) }
            : NONE),
        },
        async ([claimed]) => {
          if (claimed) {
            await this.#perform(ctx, job, claimed);
          }
        },
      );
    }
  }

  async #perform(ctx: Context, job: QueueJob<Context>, claimed: ClaimedJob<object>): Promise<void> {
    const stopping = this.#stopping.signal;
    const startedAt = performance.now();
    const count = (result: 'done' | 'failed' | 'requeued') =>
      ctx.metrics.jobs.observe({ job: job.name, result }, secondsSince(startedAt));
    try {
      // A fetch that was in flight when the process was told to stop still returns its job.
      stopping.throwIfAborted();
      const signal = AbortSignal.any([claimed.signal, stopping]);
      const attempt = claimed.retryCount + 1;
      await inSpan(
        this.#tracing,
        (tracing) => startJobSpan(tracing, job.name, claimed.data, attempt),
        () => job.run(ctx, claimed.data, { signal, attempt }),
      );
      count('done');
    } catch (error) {
      if (!stopping.aborted) {
        count('failed');
        // The library stores the whole error with the job, for weeks.
        throw ctx.redactor.error(error);
      }
      count('requeued');
      await this.#giveBack(job, claimed);
    }
  }

  /** Returns a job to the queue: a run that a stop has interrupted is no attempt. */
  async #giveBack(job: QueueJob<Context>, { data, groupId }: ClaimedJob<object>): Promise<void> {
    await this.#boss.send(job.name, data, groupId ? { group: { id: groupId } } : {});
    this.#notifications?.send(WAKE_CHANNEL, job.name);
  }

  /**
   * Takes no more jobs and tells running ones, by their signals, that the process stops. The first step of a
   * stop: a job that is returned to the queue must not be fetched again by the same process.
   */
  async stopFetching(): Promise<void> {
    this.#stopping.abort(new StoppingError('the process stops'));
    if (this.#working) {
      await Promise.all(this.#jobs.map(({ name }) => this.#boss.offWork(name, { wait: false })));
    }
  }

  /** How many jobs wait and run in each queue, as the library counted them within the last seconds. */
  async sizes(): Promise<{ job: string; ready: number; active: number; failed: number }[]> {
    const queues = await this.#boss.getQueues(this.#jobs.map(({ name }) => name));
    return queues.map(({ name, readyCount, activeCount, failedCount }) => ({
      job: name,
      ready: readyCount,
      active: activeCount,
      failed: failedCount,
    }));
  }

  /** Whether the queue's tables can be read. */
  async isReady(): Promise<boolean> {
    return !this.#stopping.signal.aborted && (await this.#boss.isInstalled());
  }

  /** Lets running jobs finish for up to `graceMs`, then returns them to the queue. */
  async stop(graceMs = 10_000): Promise<void> {
    await this.stopFetching();
    await this.#boss.stop({ graceful: true, timeout: graceMs, close: true });
    await this.#pooled?.close();
  }
}
