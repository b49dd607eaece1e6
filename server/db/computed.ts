import type { Model } from 'sequelize';

/** The value of an expression that a scope has added to what is read of a row. */
export function computed<Value>(row: Model, name: string): Value {
  return (row.get() as Record<string, Value>)[name] as Value;
}
