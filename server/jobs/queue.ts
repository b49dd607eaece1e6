/** Background work on pg-boss, in the same PostgreSQL, so that a job is part of the transaction that causes it. */
import { hash } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import type { AppContext } from '../app/context.ts';
import type { Tx } from '../db/database.ts';
import type { Notifications } from '../db/notifications.ts';
import { type Statement, sql } from '../db/statement.ts';
import type { Job, RegisteredJob } from './job.ts';

export interface EnqueueOptions {
  /** Not before this time. */
  startAfter?: Date;
  /** Jobs of one group take fair turns with other groups; usually the person. */
  group?: string;
  /** While one with this key waits, another is not added. */
  singletonKey?: string;
}

const NONE = {};
/** How often jobs are looked for whose worker has died. */
const SUPERVISE_S = 15;
/** Where the library's workers listen for the names of queues that have got work (its `plans.ts`). */
const WAKE_CHANNEL = `pgboss_${hash('sha224', 'pgboss').slice(0, 24)}` as const;

export class JobQueue {
  readonly #boss: PgBoss;
  readonly #jobs: readonly RegisteredJob[];
  readonly #onError: (error: unknown, what: string) => void;
  readonly #notifications: Notifications | null;
  /** The library's own texts, one for each queue. */
  readonly #statements = new Map<string, Statement<unknown>>();
  #stopped = false;

  /** @param notifications wakes workers at once, in every process; without it they look each second. */
  constructor(
    url: string,
    jobs: readonly RegisteredJob[],
    onError: (error: unknown, what: string) => void,
    notifications: Notifications | null = null,
  ) {
    this.#jobs = jobs;
    this.#onError = onError;
    this.#notifications = notifications;
    this.#boss = new PgBoss({
      connectionString: url,
      application_name: 'ai-coins jobs',
      max: 6,
      useListenNotify: true,
      connectionTimeoutMillis: 5000,
      options: '-c statement_timeout=30000',
      superviseIntervalSeconds: SUPERVISE_S,
      monitorIntervalSeconds: SUPERVISE_S,
      warningRetentionDays: 1,
    });
    this.#boss.on('error', (error) => this.#onError(error, 'job queue'));
  }

  /** Connects and makes the queues known. `schedules`: whether this process gives out the cron jobs. */
  async start({ schedules }: { schedules: boolean }): Promise<void> {
    await this.#boss.start();
    for (const job of this.#jobs) {
      const { concurrency: _c, groupConcurrency: _g, ...policy } = job.policy;
      // The library's NOTIFY would be part of the transaction, and commits would wait for each other.
      await this.#boss.createQueue(job.name, { ...policy, retryBackoff: true, notify: false });
      await this.#boss.updateQueue(job.name, { notify: false });
      if (schedules && job.cron) {
        await this.#boss.schedule(job.name, job.cron, {}, { tz: 'UTC' });
      }
    }
  }

  /** Adds a job; it exists only if the transaction is committed. */
  async enqueue<Payload extends object>(
    tx: Tx,
    job: Job<Payload>,
    payload: Payload,
    options: EnqueueOptions = {},
  ): Promise<void> {
    await this.#boss.send(job.name, job.payload.parse(payload) as object, {
      ...(options.startAfter ? { startAfter: options.startAfter } : NONE),
      ...(options.group ? { group: { id: options.group } } : NONE),
      ...(options.singletonKey ? { singletonKey: options.singletonKey } : NONE),
      db: {
        executeSql: async (text, values = []) => ({
          rows: await tx.query(this.#statementOf(text), values),
        }),
      },
    });
    if (!options.startAfter || options.startAfter.getTime() <= Date.now()) {
      tx.onCommit(() => this.#notifications?.send(WAKE_CHANNEL, job.name));
    }
  }

  #statementOf(text: string): Statement<unknown> {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = sql<unknown>(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }

  /** Begins to work on all jobs. */
  async work(ctx: AppContext): Promise<void> {
    for (const job of this.#jobs) {
      const { concurrency = 1 } = job.policy;
      await this.#boss.work<object>(
        job.name,
        {
          batchSize: 1,
          includeMetadata: true,
          pollingIntervalSeconds: 1,
          localConcurrency: typeof concurrency === 'number' ? concurrency : concurrency(ctx.config),
          ...(job.policy.groupConcurrency
            ? { localGroupConcurrency: job.policy.groupConcurrency }
            : NONE),
        },
        async ([claimed]) => {
          if (claimed) {
            const attempt = claimed.retryCount + 1;
            await job.run(ctx, claimed.data, { signal: claimed.signal, attempt });
          }
        },
      );
    }
  }

  /** Whether the queue's tables answer. */
  async isReady(): Promise<boolean> {
    return !this.#stopped && (await this.#boss.isInstalled());
  }

  /** Lets running jobs finish for up to `graceMs`, then gives them back. */
  async stop(graceMs = 10_000): Promise<void> {
    this.#stopped = true;
    await this.#boss.stop({ graceful: true, timeout: graceMs, close: true });
  }
}
