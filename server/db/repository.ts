/**
 * Models in a transaction, or outside one for reading. A repository hands the transaction to every
 * call, so none can be forgotten; what writes exists on a transaction's repositories alone.
 */
import {
  type Attributes,
  type BulkCreateOptions,
  type CountOptions,
  type CreateOptions,
  type CreationAttributes,
  type DestroyOptions,
  EmptyResultError,
  type FindAndCountOptions,
  type FindOptions,
  type fn,
  type Identifier,
  type literal,
  type Model,
  type ModelStatic,
  type Transaction,
  type UpdateOptions,
} from 'sequelize';
import type { RowLock } from './boundModels.ts';

type Scope = string | { method: [string, ...unknown[]] };

/** What is written: values, or expressions that the database evaluates, such as `fn('now')`. */
type OrExpressions<Values> = {
  [Field in keyof Values]: Values[Field] | ReturnType<typeof fn | typeof literal>;
};
type NewValues<M extends Model> = OrExpressions<CreationAttributes<M>>;
export type Changes<M extends Model> = OrExpressions<Partial<Attributes<M>>>;
type ReadOptions<M extends Model> = Omit<
  FindOptions<Attributes<M>>,
  'lock' | 'skipLocked' | 'transaction'
>;
/** In a transaction rows can be locked, never in the mode that waits for rows which refer to them. */
type LockOptions<M extends Model> = ReadOptions<M> & { lock?: RowLock; skipLocked?: true };
type Narrowed<M extends Model> = Omit<UpdateOptions<Attributes<M>>, 'returning'>;

/** Reads the rows of one model. */
export class ReadRepository<M extends Model> {
  protected readonly model: ModelStatic<M>;
  protected readonly transaction: Transaction | null;
  protected readonly unscoped: ModelStatic<M>;
  protected readonly scopes: readonly Scope[];

  constructor(
    model: ModelStatic<M>,
    transaction: Transaction | null,
    scopes: readonly Scope[] = [],
  ) {
    this.unscoped = model;
    this.scopes = scopes;
    this.model = scopes.length > 0 ? model.scope(scopes as never) : model;
    this.transaction = transaction;
  }

  /** The same rows, narrowed by scopes of the model; all of them hold. */
  scope(...scopes: Scope[]): ReadRepository<M> {
    return new ReadRepository(this.unscoped, this.transaction, [...this.scopes, ...scopes]);
  }

  findOne(options: ReadOptions<M> & { rejectOnEmpty: true }): Promise<M>;
  findOne(options?: ReadOptions<M>): Promise<M | null>;
  findOne(options: ReadOptions<M> = {}): Promise<M | null> {
    return this.model.findOne({ ...options, transaction: this.transaction });
  }

  findByPk(key: Identifier, options: Omit<ReadOptions<M>, 'where'> = {}): Promise<M | null> {
    return this.model.findByPk(key, { ...options, transaction: this.transaction });
  }

  findAll(options: ReadOptions<M> = {}): Promise<M[]> {
    return this.model.findAll({ ...options, transaction: this.transaction });
  }

  /** A page of rows and how many there are in all. */
  findAndCountAll(options: Omit<FindAndCountOptions<Attributes<M>>, 'group'> = {}) {
    return this.model.findAndCountAll({ ...options, transaction: this.transaction });
  }

  count(options: Omit<CountOptions<Attributes<M>>, 'group'> = {}): Promise<number> {
    return this.model.count({ ...options, transaction: this.transaction });
  }
}

/** Whatever models can be read from: a database or a transaction. */
export interface Reader {
  of<M extends Model>(model: ModelStatic<M>): ReadRepository<M>;
}

/** Reads and writes the rows of one model in a transaction. */
export class Repository<M extends Model> extends ReadRepository<M> {
  declare protected readonly transaction: Transaction;

  override scope(...scopes: Scope[]): Repository<M> {
    return new Repository(this.unscoped, this.transaction, [...this.scopes, ...scopes]);
  }

  override findOne(options: LockOptions<M> & { rejectOnEmpty: true }): Promise<M>;
  override findOne(options?: LockOptions<M>): Promise<M | null>;
  override findOne(options: LockOptions<M> = {}): Promise<M | null> {
    return super.findOne(options);
  }

  override findByPk(
    key: Identifier,
    options: Omit<LockOptions<M>, 'where'> = {},
  ): Promise<M | null> {
    return super.findByPk(key, options);
  }

  override findAll(options: LockOptions<M> = {}): Promise<M[]> {
    return super.findAll(options);
  }

  create(values: NewValues<M>, options: CreateOptions<Attributes<M>> = {}): Promise<M> {
    return this.model.create(values as CreationAttributes<M>, {
      ...options,
      transaction: this.transaction,
    });
  }

  /** Inserts a row unless one of its keys exists already. @returns null when nothing was inserted. */
  async createUnlessExists(values: NewValues<M>): Promise<M | null> {
    try {
      return await this.create(values, { ignoreDuplicates: true });
    } catch (error) {
      // Not the database's: Sequelize's word for an insert that met a conflict and did nothing.
      if (error instanceof EmptyResultError) {
        return null;
      }
      throw error;
    }
  }

  bulkCreate(
    rows: readonly NewValues<M>[],
    options: BulkCreateOptions<Attributes<M>> = {},
  ): Promise<M[]> {
    return this.model.bulkCreate(rows as readonly CreationAttributes<M>[], {
      validate: true,
      ...options,
      transaction: this.transaction,
    });
  }

  /** Changes the rows that match. @returns how many there were. */
  async update(values: Changes<M>, options: Narrowed<M>): Promise<number> {
    const [count] = await this.model.update(values as Partial<Attributes<M>>, {
      ...options,
      transaction: this.transaction,
    });
    return count;
  }

  /** Changes the rows that match. @returns them as they stand now, in no order. */
  async updateReturning(values: Changes<M>, options: Narrowed<M>): Promise<M[]> {
    const [, rows] = await this.model.update(values as Partial<Attributes<M>>, {
      ...options,
      returning: true,
      transaction: this.transaction,
    });
    return rows;
  }

  /** Changes one row that has been read. */
  async save(row: M, values: Changes<M>): Promise<M> {
    return await row.update(values as Partial<Attributes<M>>, { transaction: this.transaction });
  }

  /** Deletes the rows that match. @returns how many there were. */
  destroy(options: DestroyOptions<Attributes<M>>): Promise<number> {
    return this.model.destroy({ ...options, transaction: this.transaction });
  }

  /** Inserts, or changes the row with the same key. */
  async upsert(
    values: NewValues<M>,
    options: { fields?: (keyof Attributes<M>)[]; conflictFields?: (keyof Attributes<M>)[] } = {},
  ): Promise<M> {
    const [row] = await this.model.upsert(values as CreationAttributes<M>, {
      ...options,
      transaction: this.transaction,
    });
    return row;
  }
}
