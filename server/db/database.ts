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
import { Sequelize, Transaction } from 'sequelize';
import { retryPolicy } from './retry.ts';
import type { Statement } from './statement.ts';

declare const txBrand: unique symbol;

/** An open transaction. Every write asks for one. */
export interface Tx {
  readonly [txBrand]: true;
  /** For Sequelize's models: `{ transaction: tx.sequelize }`. */
  readonly sequelize: Transaction;
  /** Runs a prepared statement on this transaction's connection. */
  query<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs SQL of others (a library's) on this transaction's connection. */
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
  /** Runs after the commit and only then; its failure is logged and changes nothing. */
  onCommit(hook: () => unknown): void;
}

/** COMMIT was answered with ROLLBACK: an error inside the work had been swallowed. */
export class TransactionAbortedError extends Error {
  override readonly name = 'TransactionAbortedError';
}

/** A statement was issued after its transaction had ended. */
export class TransactionEndedError extends Error {
  override readonly name = 'TransactionEndedError';
}

// Every count and id fits a JavaScript number; one that doesn't is a bug, not a rounding.
pg.types.setTypeParser(pg.types.builtins.INT8, (digits) => {
  const value = Number(digits);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`bigint out of range: ${digits}`);
  }
  return value;
});

/** Something inside a transaction asked for a second connection: enough of these at once lock up the pool. */
export class NestedUseError extends Error {
  override readonly name = 'NestedUseError';
}

export interface DatabaseOptions {
  url: string;
  poolSize: number;
  statementTimeoutMs?: number;
  lockTimeoutMs?: number;
  /** Refuses to lend a second connection inside a transaction: on in development and tests. */
  refuseNesting?: boolean;
  /** Told of failures that have no caller: broken connections, hooks after a commit. */
  onError?: (error: unknown, what: string) => void;
}

const MAX_ATTEMPTS = 6;

export class Database {
  readonly sequelize: Sequelize;
  readonly url: string;
  readonly #onError: (error: unknown, what: string) => void;
  readonly #inside: AsyncLocalStorage<true> | null;

  constructor(options: DatabaseOptions) {
    this.#inside = options.refuseNesting ? new AsyncLocalStorage() : null;
    this.url = options.url.replace(/^postgres:/, 'postgresql:');
    this.#onError = options.onError ?? (() => undefined);
    const statementTimeoutMs = options.statementTimeoutMs ?? 15_000;
    this.sequelize = new Sequelize(this.url, {
      dialect: 'postgres',
      dialectModule: pg,
      logging: false,
      pool: { max: options.poolSize, min: 0, acquire: 10_000, idle: 30_000 },
      define: { underscored: true, timestamps: false },
      dialectOptions: {
        application_name: 'ai-coins',
        keepAlive: true,
        connectionTimeoutMillis: 5000,
        statement_timeout: statementTimeoutMs,
        // The server's own timeout answers first; this one is for a server that has gone silent.
        query_timeout: statementTimeoutMs + 5000,
        lock_timeout: options.lockTimeoutMs ?? 5000,
        idle_in_transaction_session_timeout: 20_000,
      },
    });
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
      throw error;
    }
  }

  /**
   * Runs `work` in one transaction and commits it.
   * @throws whatever `work` throws, after rolling back; TransactionAbortedError.
   */
  async transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(work);
      } catch (error) {
        const pause = attempt < MAX_ATTEMPTS ? retryPolicy(error, attempt) : null;
        if (pause === null) {
          throw error;
        }
        await sleep(pause);
      }
    }
  }

  async #attempt<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const client = await this.#acquire();
    const tx = new OpenTransaction(this.sequelize, client);
    try {
      await client.query('BEGIN');
      const result = await this.#enter(() => work(tx as unknown as Tx));
      tx.end();
      const answer = await client.query('COMMIT');
      if (answer.command !== 'COMMIT') {
        throw new TransactionAbortedError('an error inside the transaction was swallowed');
      }
      this.#release(client);
      this.#runHooks(tx.hooks);
      return result;
    } catch (error) {
      tx.end();
      const failure = await client.query('ROLLBACK').then(
        () => null,
        (reason: Error) => reason,
      );
      this.#settle(client, failure);
      throw error;
    }
  }

  /** Gives a connection back after an error, or closes it when the error was the connection's own. */
  #settle(client: pg.Client, error: unknown): void {
    if (error === null || error instanceof pg.DatabaseError) {
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

  async #acquire(): Promise<pg.Client> {
    if (this.#inside?.getStore()) {
      throw new NestedUseError('inside a transaction, use its tx');
    }
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

  async close(): Promise<void> {
    await this.sequelize.close();
  }
}

class OpenTransaction {
  readonly sequelize: Transaction;
  readonly hooks: (() => unknown)[] = [];
  readonly #client: pg.Client;
  #ended = false;

  constructor(sequelize: Sequelize, client: pg.Client) {
    this.#client = client;
    // Models follow `transaction.connection`; BEGIN and COMMIT are ours, so that the answer can be checked.
    const transaction = new Transaction(sequelize, {});
    Object.assign(transaction, { connection: client });
    this.sequelize = transaction;
  }

  async query<Row>(statement: Statement<Row>, values: readonly unknown[] = []): Promise<Row[]> {
    this.#assertOpen();
    const result = await this.#client.query({ ...statement, values: values as unknown[] });
    return result.rows as Row[];
  }

  async executeSql(text: string, values: readonly unknown[] = []): Promise<{ rows: unknown[] }> {
    this.#assertOpen();
    return await this.#client.query(text, values as unknown[]);
  }

  onCommit(hook: () => unknown): void {
    this.#assertOpen();
    this.hooks.push(hook);
  }

  end(): void {
    this.#ended = true;
    // Sequelize refuses queries of a finished transaction by this mark.
    Object.assign(this.sequelize, { finished: 'commit' });
  }

  #assertOpen(): void {
    if (this.#ended) {
      throw new TransactionEndedError('the transaction has ended');
    }
  }
}
