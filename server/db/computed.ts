import type { Model } from 'sequelize';

/** The value of an expression that a scope adds to the columns read from a row. */
export function computed<Value>(row: Model, name: string): Value {
  return (row.get() as Record<string, Value>)[name] as Value;
}
