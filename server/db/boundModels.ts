/** Binds the declared tables to one database, and refuses writes outside its transactions. */
import { type Model, type ModelStatic, type Sequelize, Transaction } from 'sequelize';
import type { BoundModels } from './associations.ts';

/** Locks rows that will be updated, without blocking those that insert rows referring to them. */
export const FOR_NO_KEY_UPDATE = Transaction.LOCK.NO_KEY_UPDATE;
/** The only lock that a repository accepts: a plain `true` would mean `FOR UPDATE`. */
export type RowLock = typeof FOR_NO_KEY_UPDATE;

/** The model of this database for the class that a feature declares. */
export function boundModel<M extends Model>(
  models: BoundModels,
  model: ModelStatic<M>,
): ModelStatic<M> {
  const bound = models.get(model);
  if (!bound) {
    throw new Error(`this database has no model ${model.name}`);
  }
  return bound as unknown as ModelStatic<M>;
}

/** A write through a model without a transaction. */
export class MissingTransactionError extends Error {
  override readonly name = 'MissingTransactionError';
}

/**
 * Repositories pass their transaction on; this guards a model's own methods when they are called directly.
 */
export function refuseWritesOutsideTransactions(sequelize: Sequelize): void {
  const refuse = (options: { transaction?: unknown }) => {
    if (!options.transaction) {
      throw new MissingTransactionError('writes need the transaction they belong to');
    }
  };
  sequelize.addHook('beforeSave', (_row, options) => refuse(options as object));
  sequelize.addHook('beforeDestroy', (_row, options) => refuse(options as object));
  sequelize.addHook('beforeUpsert', (_values, options) => refuse(options as object));
  sequelize.addHook('beforeBulkCreate', (_rows, options) => refuse(options as object));
  sequelize.addHook('beforeBulkUpdate', (options) => refuse(options as object));
  sequelize.addHook('beforeBulkDestroy', (options) => refuse(options as object));
}
