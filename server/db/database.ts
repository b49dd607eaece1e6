/**
 * The way to the database. `transaction` is the only source of a `Tx`, and everything that writes
 * takes a `Tx` as its first argument, so nothing can write outside a transaction by accident.
 *
 * - The whole transaction is run again on a serialization failure, a deadlock or a lost race for an
 *   idempotency key; a single statement never is (PostgreSQL has already aborted the transaction).
 * - An error swallowed inside the work would make PostgreSQL answer COMMIT with ROLLBACK; the answer
 *   is checked, so it can't pass for success.
 * - No network inside the work; follow-ups are jobs or outbox rows, or `tx.onCommit`.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Model, type ModelStatic, Sequelize } from 'sequelize';
import { tracedClient } from '../tracing/tracedClient.ts';
import type { Tracing } from '../tracing/tracing.ts';
import { type Association, associate, type BoundModels } from './associations.ts';
import { type Batch, batchOfRows } from './batch.ts';
import { boundModel, refuseWritesOutsideTransactions } from './boundModels.ts';
import { connecting } from './connecting.ts';
import { isUnwritable } from './failures.ts';
import { OpenTransaction, type Tx } from './openTransaction.ts';
import { ReadRepository } from './repository.ts';
import { retryPolicy } from './retry.ts';
import type { Statement } from './statement.ts';
import type { Table } from './table.ts';
import { validateOnBorrow } from './validateOnBorrow.ts';

export { TransactionEndedError, type Tx } from './openTransaction.ts';

/** COMMIT was answered with ROLLBACK: an error inside the work was swallowed. */
export class TransactionAbortedError extends Error {
  override readonly name = 'TransactionAbortedError';
}

// Every count and id fits a JavaScript number; one that doesn't is a bug.
pg.types.setTypeParser(pg.types.builtins.INT8, (digits) => {
  const value = Number(digits);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`bigint out of range: ${digits}`);
  }
  return value;
});

/** A transaction, with all its attempts and its wait for a connection, exceeded its time limit. */
export class TransactionTimeoutError extends Error {
  override readonly name = 'TransactionTimeoutError';
  /** SQLSTATE query_canceled, so that people are told to try again. */
  readonly code = '57014';
}

/** Code inside a transaction asked for a second connection: enough of these at once deadlock the pool. */
export class NestedUseError extends Error {
  override readonly name = 'NestedUseError';
}

/** Where the database is. */
export interface DatabaseAddress {
  url: string;
  /** The direct address of the server where `url` leads through a transaction pooler; otherwise null. */
  directUrl?: string | null;
}

export interface DatabaseOptions extends DatabaseAddress {
  /** Null: statements have no spans. */
  tracing?: Tracing | null;
  poolSize: number;
  /** How many connections stay open however long they are idle; none by default. */
  keptOpen?: number;
  /** After how long an idle connection is closed; 30 s by default. */
  closeIdleMs?: number;
  statementTimeoutMs?: number;
  lockTimeoutMs?: number;
  /** The longest that a transaction may take, all attempts together; 8 s by default. */
  maxTransactionMs?: number;
  /** Refuses to lend a second connection inside a transaction: on in development and tests. */
  refuseNesting?: boolean;
  /** Every table's model; bound to this database. */
  tables?: readonly Table[];
  associations?: readonly Association[];
  /** Called with failures that have no caller: broken connections, hooks after a commit. */
  onError?: (error: unknown, what: string) => void;
  /** Called with every failure of a statement or a transaction, besides the caller. */
  onFailure?: (error: unknown) => void;
}

const MAX_ATTEMPTS = 6;
/** Together with the work before and after the transaction, a person is answered within 10 s. */
const MAX_TRANSACTION_MS = 8000;
/** For nightly sweeps of a whole table; a single statement still has the statement timeout. */
export const MAX_NIGHTLY_TRANSACTION_MS = 30_000;
/** The longest wait for a free connection. */
const MAX_ACQUIRE_MS = 5000;
const CLOSE_IDLE_MS = 30_000;

export class Database {
  readonly sequelize: Sequelize;
  /** Where sessions are kept: for listening, and for work that takes longer than a pooler allows. */
  readonly directUrl: string;
  /** The models of this database by their declared classes. */
  readonly models: BoundModels;
  readonly #onError: (error: unknown, what: string) => void;
  readonly #inside: AsyncLocalStorage<true> | null;
  readonly #onFailure: (error: unknown) => void;
  readonly #maxTransactionMs: number;
  readonly #keptOpen: number;
  /** The statement that begins a transaction. */
  readonly #begin: string;
  readonly #batches = new Map<
    Statement<{ id: number }>,
    Batch<number, { id: number } | undefined>
  >();

  constructor(options: DatabaseOptions) {
    this.#keptOpen = Math.min(options.keptOpen ?? 0, options.poolSize);
    this.#inside = options.refuseNesting ? new AsyncLocalStorage() : null;
    const url = options.url.replace(/^postgres:/, 'postgresql:');
    const directUrl = options.directUrl ?? null;
    this.directUrl = directUrl?.replace(/^postgres:/, 'postgresql:') ?? url;
    this.#onError = options.onError ?? (() => undefined);
    this.#onFailure = options.onFailure ?? (() => undefined);
    this.#maxTransactionMs = options.maxTransactionMs ?? MAX_TRANSACTION_MS;
    const { Client, begin, dialectOptions } = connecting(directUrl !== null, {
      statementTimeoutMs: options.statementTimeoutMs ?? 15_000,
      lockTimeoutMs: options.lockTimeoutMs ?? 5000,
    });
    this.#begin = begin;
    this.sequelize = new Sequelize(url, {
      dialect: 'postgres',
      dialectModule: {
        ...pg,
        Client: options.tracing ? tracedClient(Client, options.tracing) : Client,
      },
      logging: false,
      pool: {
        max: options.poolSize,
        min: this.#keptOpen,
        acquire: MAX_ACQUIRE_MS,
        idle: options.closeIdleMs ?? CLOSE_IDLE_MS,
      },
      // Scopes that are used together are combined with AND.
      define: { underscored: true, timestamps: false, whereMergeStrategy: 'and' },
      dialectOptions,
    });
    validateOnBorrow(this.sequelize);
    refuseWritesOutsideTransactions(this.sequelize);
    this.models = new Map(
      (options.tables ?? []).map((table) => [table.model, table.bind(this.sequelize)]),
    );
    associate(this.models, options.associations ?? []);
  }

  /** Opens the connections that are kept, so that the first caller does not wait for them. */
  async openKept(): Promise<void> {
    const opening = Array.from({ length: this.#keptOpen }, () => this.#acquire());
    for (const opened of await Promise.allSettled(opening)) {
      if (opened.status === 'fulfilled') {
        this.#release(opened.value);
      }
    }
  }

  /** The rows of a model, read outside any transaction. */
  of<M extends Model>(model: ModelStatic<M>): ReadRepository<M> {
    this.#assertOutside();
    return new ReadRepository(boundModel(this.models, model), null);
  }

  /** Runs a prepared statement outside any transaction: for reading. */
  async query<Row>(statement: Statement<Row>, values: readonly unknown[] = []): Promise<Row[]> {
    const client = await this.#acquire();
    try {
      const result = await client.query({ ...statement, values: values as unknown[] });
      this.#release(client);
      return result.rows as Row[];
    } catch (error) {
      this.#settle(client, error);
      this.#onFailure(error);
      throw error;
    }
  }

  /**
   * Reads the row of one id, batched with other reads of this statement at this moment.
   * @param statement takes the ids as a JSON array in $1; its rows carry theirs as `id`.
   */
  async readOne<Row extends { id: number }>(
    statement: Statement<Row>,
    id: number,
  ): Promise<Row | undefined> {
    this.#assertOutside();
    let batch = this.#batches.get(statement) as Batch<number, Row | undefined> | undefined;
    if (!batch) {
      batch = batchOfRows((ids) => this.query(statement, [JSON.stringify(ids)]));
      this.#batches.set(statement, batch);
    }
    return await batch.ask(id);
  }

  /**
   * Runs `work` in one transaction and commits it, again when it lost a race.
   * @param options.maxMs the longest that all attempts together may take, for work in the background
   *   that nobody waits for.
   * @throws whatever `work` throws, after rolling back; TransactionAbortedError, TransactionTimeoutError.
   */
  async transaction<Result>(
    work: (tx: Tx) => Promise<Result>,
    options: { maxMs?: number } = {},
  ): Promise<Result> {
    const deadline = performance.now() + (options.maxMs ?? this.#maxTransactionMs);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(work, deadline);
      } catch (error) {
        const pause = attempt < MAX_ATTEMPTS ? retryPolicy(error, attempt) : null;
        if (pause === null || performance.now() + pause >= deadline) {
          this.#onFailure(error);
          throw error;
        }
        await sleep(pause);
      }
    }
  }

  async #attempt<Result>(work: (tx: Tx) => Promise<Result>, deadline: number): Promise<Result> {
    const client = await this.#acquire();
    const tx = new OpenTransaction(this.sequelize, this.models, client);
    try {
      // The first statement follows without waiting; if this one fails, so does the connection.
      const begun = client.query(this.#begin);
      begun.catch(() => undefined);
      const result = await until(
        deadline,
        this.#enter(() => work(tx as unknown as Tx)),
      );
      tx.end();
      await begun;
      const answer = await client.query('COMMIT');
      if (answer.command !== 'COMMIT') {
        throw new TransactionAbortedError('an error inside the transaction was swallowed');
      }
      this.#release(client);
      this.#runHooks(tx.hooks);
      return result;
    } catch (error) {
      tx.end();
      if (error instanceof TransactionTimeoutError) {
        // A statement still runs or waits for a lock; PostgreSQL rolls back once the connection is gone.
        this.#destroy(client);
        throw error;
      }
      const failure = await client.query('ROLLBACK').then(
        () => null,
        (reason: Error) => reason,
      );
      const cause = tx.causeOf(error);
      this.#settle(client, failure ?? (isUnwritable(cause) ? cause : null));
      throw cause;
    }
  }

  /**
   * Returns a connection to the pool after an error, or closes it when the error was the connection's own.
   * That includes a server that can't write: the next connection may lead to its successor.
   */
  #settle(client: pg.Client, error: unknown): void {
    if (error === null || (error instanceof pg.DatabaseError && !isUnwritable(error))) {
      this.#release(client);
    } else {
      this.#destroy(client);
    }
  }

  #runHooks(hooks: readonly (() => unknown)[]): void {
    for (const hook of hooks) {
      Promise.resolve()
        .then(hook)
        .catch((error: unknown) => this.#onError(error, 'after commit'));
    }
  }

  #enter<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#inside ? this.#inside.run(true, work) : work();
  }

  #assertOutside(): void {
    if (this.#inside?.getStore()) {
      throw new NestedUseError('inside a transaction, use its tx');
    }
  }

  async #acquire(): Promise<pg.Client> {
    this.#assertOutside();
    return (await this.sequelize.connectionManager.getConnection({
      type: 'write',
      useMaster: true,
    } as never)) as pg.Client;
  }

  #release(client: pg.Client): void {
    this.sequelize.connectionManager.releaseConnection(client as never);
  }

  #destroy(client: pg.Client): void {
    const { pool } = this.sequelize.connectionManager as unknown as {
      pool: { destroy(client: unknown): Promise<void> };
    };
    pool.destroy(client).catch((error: unknown) => this.#onError(error, 'closing a connection'));
  }

  /** How many connections of the pool are in use, how many are idle, and how many requests wait for one. */
  get connections(): { used: number; free: number; waiting: number } {
    const { pool } = this.sequelize.connectionManager as unknown as {
      pool: { using: number; available: number; waiting: number };
    };
    return { used: pool.using, free: pool.available, waiting: pool.waiting };
  }

  async close(): Promise<void> {
    await this.sequelize.close();
  }
}

/** @throws TransactionTimeoutError when the work has not ended by the deadline (`performance.now()`). */
async function until<Result>(deadline: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new TransactionTimeoutError('the transaction took too long')),
      Math.max(0, deadline - performance.now()),
    );
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
