/** An open transaction: what its work may do with it, until it ends. */
import type pg from 'pg';
import { type Model, type ModelStatic, type Sequelize, Transaction } from 'sequelize';
import type { BoundModels } from './associations.ts';
import { boundModel } from './boundModels.ts';
import { databaseFailure } from './failures.ts';
import { Repository } from './repository.ts';
import type { Statement } from './statement.ts';

declare const txBrand: unique symbol;

/** An open transaction. Every write requires one. */
export interface Tx {
  readonly [txBrand]: true;
  /** The rows of a model, read and written in this transaction. */
  of<M extends Model>(model: ModelStatic<M>): Repository<M>;
  /** For a model's instance methods: `{ transaction: tx.sequelize }`. */
  readonly sequelize: Transaction;
  /** Runs a prepared statement on this transaction's connection. */
  query<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]>;
  /** Keys of what its work has locked, maintained by the code that locks, so that nothing is locked twice. */
  readonly locks: Set<string>;
  /** Runs after the commit and only then; its failure is logged and changes nothing. */
  onCommit(hook: () => unknown): void;
}

/** A statement was issued after the end of its transaction. */
export class TransactionEndedError extends Error {
  override readonly name = 'TransactionEndedError';
}

export class OpenTransaction {
  readonly hooks: (() => unknown)[] = [];
  readonly locks = new Set<string>();
  readonly #client: pg.Client;
  readonly #library: Sequelize;
  readonly #models: BoundModels;
  #transaction: Transaction | null = null;
  #ended = false;
  #firstFailure: unknown = null;

  constructor(library: Sequelize, models: BoundModels, client: pg.Client) {
    this.#library = library;
    this.#models = models;
    this.#client = client;
  }

  get sequelize(): Transaction {
    if (!this.#transaction) {
      // Models use `transaction.connection`; BEGIN and COMMIT are issued here, so that the answer can be
      // checked.
      this.#transaction = new Transaction(this.#library, {});
      Object.assign(this.#transaction, { connection: this.#watched() });
      this.#mark();
    }
    return this.#transaction;
  }

  /** The connection as models use it: their first failure counts as that of a statement does. */
  #watched(): pg.Client {
    const client = this.#client;
    const query = (...given: unknown[]) => {
      const answer = given.pop() as (error: Error | null, result: unknown) => void;
      const send = client.query.bind(client) as (...all: unknown[]) => void;
      send(...given, (error: Error | null, result: unknown) => {
        if (error) {
          this.#firstFailure ??= error;
        }
        answer(error, result);
      });
    };
    return Object.create(client, { query: { value: query } }) as pg.Client;
  }

  of<M extends Model>(model: ModelStatic<M>): Repository<M> {
    this.#assertOpen();
    return new Repository(boundModel(this.#models, model), this.sequelize);
  }

  async query<Row>(statement: Statement<Row>, values: readonly unknown[] = []): Promise<Row[]> {
    this.#assertOpen();
    try {
      const result = await this.#client.query({ ...statement, values: values as unknown[] });
      return result.rows as Row[];
    } catch (error) {
      this.#firstFailure ??= error;
      throw error;
    }
  }

  /**
   * Why the transaction failed. Of statements that are sent together, the first reported failure may be one
   * that PostgreSQL refused only because another had failed (in_failed_sql_transaction).
   */
  causeOf(error: unknown): unknown {
    return databaseFailure(error).code === '25P02' ? (this.#firstFailure ?? error) : error;
  }

  onCommit(hook: () => unknown): void {
    this.#assertOpen();
    this.hooks.push(hook);
  }

  end(): void {
    this.#ended = true;
    this.#mark();
  }

  #mark(): void {
    if (this.#ended && this.#transaction) {
      // Sequelize refuses queries of a finished transaction by this mark.
      Object.assign(this.#transaction, { finished: 'commit' });
    }
  }

  #assertOpen(): void {
    if (this.#ended) {
      throw new TransactionEndedError('the transaction has ended');
    }
  }
}
