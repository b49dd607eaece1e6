/**
 * Models in a transaction, or outside one for reading. A repository passes the transaction to every call, so
 * none can be forgotten; only a transaction's repositories can write.
 */
import {
  type Attributes,
  type BulkCreateOptions,
  type CountOptions,
  type CreateOptions,
  type CreationAttributes,
  cast,
  col,
  type DestroyOptions,
  EmptyResultError,
  type FindAndCountOptions,
  type FindOptions,
  fn,
  type Identifier,
  literal,
  type Model,
  type ModelStatic,
  Op,
  type ProjectionAlias,
  type Transaction,
  type UpdateOptions,
  type WhereOptions,
} from 'sequelize';
import type { RowLock } from './boundModels.ts';

type Scope = string | { method: [string, ...unknown[]] };

/** Values to write, or expressions that the database evaluates, such as `fn('now')`. */
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
type FieldOf<M extends Model> = keyof Attributes<M> & string;
interface Total {
  total: number;
}
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

  /** The same rows, narrowed by scopes of the model, combined with AND. */
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

  /** A page of rows and the total number of rows. */
  findAndCountAll(options: Omit<FindAndCountOptions<Attributes<M>>, 'group'> = {}) {
    return this.model.findAndCountAll({ ...options, transaction: this.transaction });
  }

  count(options: Omit<CountOptions<Attributes<M>>, 'group'> = {}): Promise<number> {
    return this.model.count({ ...options, transaction: this.transaction });
  }

  /** The sum of a field over the rows that match; 0 without any. */
  async sum(field: FieldOf<M>, where: WhereOptions<Attributes<M>>): Promise<number> {
    const attributes = this.#total(field);
    const rows = await this.findAll({ attributes, where, raw: true });
    return (rows[0] as unknown as Total | undefined)?.total ?? 0;
  }

  /** The sum of a field for each value of another among the rows that match. */
  async sumBy<By extends FieldOf<M>>(
    by: By,
    field: FieldOf<M>,
    where: WhereOptions<Attributes<M>>,
  ): Promise<(Pick<Attributes<M>, By> & Total)[]> {
    const attributes = [by, ...this.#total(field)];
    const rows = await this.findAll({ attributes, where, group: [this.column(by)], raw: true });
    return rows as unknown as (Pick<Attributes<M>, By> & Total)[];
  }

  #total(field: FieldOf<M>): ProjectionAlias[] {
    const sum = fn('coalesce', fn('sum', col(this.column(field))), 0);
    return [[cast(sum, 'bigint'), 'total']];
  }

  protected column(field: FieldOf<M>): string {
    return this.model.getAttributes()[field].field ?? field;
  }
}

/** Anything that models can be read from: a database or a transaction. */
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
      // Not the database's own error: Sequelize's for an insert that met a conflict and did nothing.
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

  /**
   * Changes the rows that match.
   * @returns them as they are now, in no particular order.
   */
  async updateReturning(values: Changes<M>, options: Narrowed<M>): Promise<M[]> {
    const [, rows] = await this.model.update(values as Partial<Attributes<M>>, {
      ...options,
      returning: true,
      transaction: this.transaction,
    });
    return rows;
  }

  /**
   * Renames the rows that have the name `from` in a field, except those for which a row with the same `key`
   * has the new name already.
   */
  async rename(
    field: FieldOf<M>,
    { from, to, key }: { from: string; to: string; key: readonly FieldOf<M>[] },
    where: WhereOptions<Attributes<M>> = {},
  ): Promise<void> {
    const { tableName: table } = this.model;
    const same = key.map((each) => this.column(each)).map((name) => `o.${name} = ${table}.${name}`);
    const named = `o.${this.column(field)} = ${this.#escape(to)}`;
    const isFree = literal(
      `not exists (select from ${table} o where ${[named, ...same].join(' and ')})`,
    );
    await this.update({ [field]: to } as Changes<M>, {
      where: { [Op.and]: [{ [field]: from }, where, isFree] } as WhereOptions<Attributes<M>>,
    });
  }

  /** @throws RangeError for a dollar sign, which Sequelize would take for a parameter. */
  #escape(value: string): string {
    if (value.includes('$')) {
      throw new RangeError('a name has no dollar sign');
    }
    return this.model.sequelize?.escape(value) ?? '';
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
