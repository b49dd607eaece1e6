/**
 * Column types of the tables. Each names its PostgreSQL type once, so that model and table agree; required
 * unless it says `nullable`.
 */
import { DataTypes, literal, type ModelAttributeColumnOptions } from 'sequelize';
import type { z } from 'zod';

interface ColumnOptions {
  nullable?: true;
  primaryKey?: true;
  /** `table.column` that the value must be found in. */
  references?: `${string}.${string}`;
  default?: string | number | boolean | object;
}

type Column = ModelAttributeColumnOptions;

function column(type: Column['type'], options: ColumnOptions = {}): Column {
  const [table, key] = options.references?.split('.') ?? [];
  return {
    type,
    allowNull: options.nullable ?? false,
    ...(options.primaryKey ? { primaryKey: true } : {}),
    ...(table && key ? { references: { model: table, key } } : {}),
    ...('default' in options ? { defaultValue: options.default } : {}),
  };
}

/** Filled in by the database, an ascending number. */
export const identity = (
  options: Pick<ColumnOptions, 'primaryKey'> = { primaryKey: true },
): Column => ({
  ...column(DataTypes.BIGINT, options),
  autoIncrement: true,
  autoIncrementIdentity: true,
});
export const text = (options: ColumnOptions = {}): Column => column(DataTypes.TEXT, options);
/** Whole numbers in the type's range; others are refused before they are sent. */
const whole = (max: number) => ({ isInt: true, min: -max, max });
export const bigint = (options: ColumnOptions = {}): Column => ({
  ...column(DataTypes.BIGINT, options),
  // All of them fit a JavaScript number.
  validate: whole(Number.MAX_SAFE_INTEGER),
});
export const integer = (options: ColumnOptions = {}): Column => ({
  ...column(DataTypes.INTEGER, options),
  validate: whole(2 ** 31 - 1),
});
export const smallint = (options: ColumnOptions = {}): Column => ({
  ...column(DataTypes.SMALLINT, options),
  validate: whole(2 ** 15 - 1),
});
export const real = (options: ColumnOptions = {}): Column => column(DataTypes.REAL, options);
/** An exact number with `scale` decimal places; read as a string. */
export const numeric = (precision: number, scale: number, options: ColumnOptions = {}): Column =>
  column(DataTypes.DECIMAL(precision, scale), options);
export const boolean = (options: ColumnOptions = {}): Column => column(DataTypes.BOOLEAN, options);
export const uuid = (options: ColumnOptions = {}): Column => column(DataTypes.UUID, options);
export const bytes = (options: ColumnOptions = {}): Column => column(DataTypes.BLOB, options);
/** A calendar day without a time of day. */
export const day = (options: ColumnOptions = {}): Column => column(DataTypes.DATEONLY, options);
/** A point in time, with its time zone. */
export const moment = (options: ColumnOptions = {}): Column => column(DataTypes.DATE, options);
/** A point in time that the database's clock fills in: the transaction's, or the statement's own. */
export const now = (clock: 'now()' | 'clock_timestamp()' = 'now()'): Column => ({
  ...column(DataTypes.DATE),
  defaultValue: literal(clock),
});

/** One value of a closed set. */
export const oneOf = (values: readonly string[], options: ColumnOptions = {}): Column => ({
  ...column(DataTypes.TEXT, options),
  validate: { isIn: [[...values]] },
});

/** JSON whose shape is checked before it is written, where a schema is given. */
export const json = (schema: z.ZodType | null, options: ColumnOptions = {}): Column => ({
  ...column(DataTypes.JSONB, options),
  ...(schema
    ? {
        validate: {
          hasShape(value: unknown) {
            // Sequelize also validates a null that the column allows, and a value that is absent.
            if ((value ?? null) !== null || !options.nullable) {
              schema.parse(value);
            }
          },
        },
      }
    : {}),
});
