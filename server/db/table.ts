/** A table's model before it is bound to a database: several databases can live in one process. */
import type {
  Attributes,
  Model,
  ModelAttributeColumnOptions,
  ModelScopeOptions,
  ModelStatic,
  Sequelize,
} from 'sequelize';

export type AnyModel = Model<object, object>;

/** Facts that Sequelize can't express, kept so that models and schema can be compared in full. */
interface TableKeys<Field extends string> {
  /** Where the key's column order differs from the table's. */
  primaryKey?: readonly Field[];
  /** Unique keys, each by its constraint's name. */
  unique?: Record<string, readonly Field[]>;
  /** Foreign keys of several columns. */
  foreignKeys?: readonly {
    columns: readonly Field[];
    references: string;
    keys: readonly string[];
  }[];
}

export interface TableOptions<M extends Model> extends TableKeys<keyof Attributes<M> & string> {
  /** What a row is, in one line of docs/data-model.md. */
  about: string;
  scopes?: Record<string, NonNullable<ModelScopeOptions['']> | ((...values: never[]) => object)>;
}

export interface Table {
  readonly model: ModelStatic<AnyModel>;
  readonly name: string;
  readonly about: string;
  readonly primaryKey: readonly string[] | undefined;
  readonly unique: Record<string, readonly string[]>;
  readonly foreignKeys: NonNullable<TableKeys<string>['foreignKeys']>;
  /** Creates the model of one database. */
  bind(sequelize: Sequelize): ModelStatic<AnyModel>;
}

/** Declares the table of a model: its columns, keys and scopes. */
export function table<M extends Model>(
  model: ModelStatic<M>,
  name: string,
  columns: Record<keyof Attributes<M>, ModelAttributeColumnOptions>,
  options: TableOptions<M>,
): Table {
  const unique: Record<string, readonly string[]> = { ...options.unique };
  return {
    model: model as unknown as ModelStatic<AnyModel>,
    name,
    about: options.about,
    primaryKey: options.primaryKey,
    unique,
    foreignKeys: (options.foreignKeys ?? []) as Table['foreignKeys'],
    bind(sequelize) {
      const Base = model as unknown as ModelStatic<AnyModel> & (new () => AnyModel);
      const Bound = class extends Base {} as unknown as ModelStatic<AnyModel>;
      Bound.init(columns as never, {
        sequelize,
        modelName: model.name,
        tableName: name,
        scopes: (options.scopes ?? {}) as ModelScopeOptions,
        indexes: Object.entries(unique).map(([index, fields]) => ({
          name: index,
          unique: true,
          fields: [...fields],
        })),
      });
      return Bound;
    },
  };
}
