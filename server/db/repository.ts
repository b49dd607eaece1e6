/**
 * Models in a transaction, or outside one for reading. A repository hands the transaction to every
 * call, so none can be forgotten; what writes exists on a transaction's repositories alone.
 */
import type {
  Attributes,
  BulkCreateOptions,
  CountOptions,
  CreateOptions,
  CreationAttributes,
  DestroyOptions,
  FindAndCountOptions,
  FindOptions,
  Identifier,
  Model,
  ModelStatic,
  Transaction,
  UpdateOptions,
} from 'sequelize';

type Scope = string | { method: [string, ...unknown[]] };

/** Reads the rows of one model. */
export class ReadRepository<M extends Model> {
  protected readonly model: ModelStatic<M>;
  protected readonly transaction: Transaction | null;

  constructor(model: ModelStatic<M>, transaction: Transaction | null) {
    this.model = model;
    this.transaction = transaction;
  }

  /** The same rows, narrowed by scopes of the model. */
  scope(...scopes: Scope[]): ReadRepository<M> {
    return new ReadRepository(this.model.scope(scopes as never), this.transaction);
  }

  findOne(options: FindOptions<Attributes<M>> & { rejectOnEmpty: true }): Promise<M>;
  findOne(options?: FindOptions<Attributes<M>>): Promise<M | null>;
  findOne(options: FindOptions<Attributes<M>> = {}): Promise<M | null> {
    return this.model.findOne({ ...options, transaction: this.transaction });
  }

  findByPk(
    key: Identifier,
    options: Omit<FindOptions<Attributes<M>>, 'where'> = {},
  ): Promise<M | null> {
    return this.model.findByPk(key, { ...options, transaction: this.transaction });
  }

  findAll(options: FindOptions<Attributes<M>> = {}): Promise<M[]> {
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

/** Reads and writes the rows of one model in a transaction. */
export class Repository<M extends Model> extends ReadRepository<M> {
  declare protected readonly transaction: Transaction;

  override scope(...scopes: Scope[]): Repository<M> {
    return new Repository(this.model.scope(scopes as never), this.transaction);
  }

  create(values: CreationAttributes<M>, options: CreateOptions<Attributes<M>> = {}): Promise<M> {
    return this.model.create(values, { ...options, transaction: this.transaction });
  }

  bulkCreate(
    rows: readonly CreationAttributes<M>[],
    options: BulkCreateOptions<Attributes<M>> = {},
  ): Promise<M[]> {
    return this.model.bulkCreate(rows, {
      validate: true,
      ...options,
      transaction: this.transaction,
    });
  }

  /** Changes the rows that match. @returns how many there were. */
  async update(
    values: Partial<Attributes<M>>,
    options: Omit<UpdateOptions<Attributes<M>>, 'returning'>,
  ): Promise<number> {
    const [count] = await this.model.update(values, { ...options, transaction: this.transaction });
    return count;
  }

  /** Changes one row that has been read. */
  async save(row: M, values: Partial<Attributes<M>>): Promise<M> {
    return await row.update(values, { transaction: this.transaction });
  }

  /** Deletes the rows that match. @returns how many there were. */
  destroy(options: DestroyOptions<Attributes<M>>): Promise<number> {
    return this.model.destroy({ ...options, transaction: this.transaction });
  }

  /** Inserts, or changes the row with the same key. */
  async upsert(
    values: CreationAttributes<M>,
    options: { fields?: (keyof Attributes<M>)[]; conflictFields?: (keyof Attributes<M>)[] } = {},
  ): Promise<M> {
    const [row] = await this.model.upsert(values, { ...options, transaction: this.transaction });
    return row;
  }
}
