/** Associations between tables, each declared once for both directions. */
import type { ModelStatic } from 'sequelize';
import type { AnyModel } from './table.ts';

type AnyClass = abstract new (...args: never[]) => object;

export interface Association {
  from: AnyClass;
  /** The row of `from`, by the name that rows of `to` give it. */
  owner: string;
  to: AnyClass;
  /** Rows of `to` by the name that a row of `from` gives them. */
  owned: string;
  many: boolean;
  /** The field of `to` that holds `key` of `from`. */
  foreignKey: string;
  key: string;
}

type Names = Pick<Association, 'owner' | 'owned' | 'foreignKey'> & { key?: string };

/** One row of `from` has many rows of `to`. */
export function hasMany(from: AnyClass, to: AnyClass, names: Names): Association {
  return { from, to, many: true, key: 'id', ...names };
}

/** One row of `from` has at most one row of `to`. */
export function hasOne(from: AnyClass, to: AnyClass, names: Names): Association {
  return { from, to, many: false, key: 'id', ...names };
}

export type BoundModels = ReadonlyMap<AnyClass, ModelStatic<AnyModel>>;

/**
 * Declares the associations of one database to Sequelize. The foreign keys themselves are created by
 * migrations.
 */
export function associate(models: BoundModels, associations: readonly Association[]): void {
  for (const { from, to, owner, owned, many, foreignKey, key } of associations) {
    const one = models.get(from);
    const other = models.get(to);
    if (!one || !other) {
      throw new Error(`an association between unknown models: ${from.name}, ${to.name}`);
    }
    const options = { as: owned, foreignKey, sourceKey: key, constraints: false };
    if (many) {
      one.hasMany(other, options);
    } else {
      one.hasOne(other, options);
    }
    other.belongsTo(one, { as: owner, foreignKey, targetKey: key, constraints: false });
  }
}
