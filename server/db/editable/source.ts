/**
 * Records that admins edit, whatever their table: a feature maps its model to a section of
 * `shared/records/sections.ts`; lists, changes and files are implemented here.
 */
import type { Model, ModelStatic, WhereOptions } from 'sequelize';
import type { FieldIssue, Values } from '../../../shared/records/fields.ts';
import type { SectionCode } from '../../../shared/records/sections.ts';
import type { Tx } from '../database.ts';

/** Values that are shown and can't be edited. */
export type ReadOnlyValues = Record<string, string | number | null>;

export interface EditableSource {
  section: SectionCode;
  model: ModelStatic<Model>;
  /** A scope of the model that reads what `facts` needs. */
  scope?: string;
  /** The attribute that is the primary key. */
  key: string;
  /** The type of the keys; numbers when absent. */
  keyType?: 'text' | 'uuid';
  /** A key as the table has it; null for a text that can't be one. */
  parseKey(text: string): string | number | null;
  /** A row's fields that are not attributes of the same name. */
  readExtra?(row: Record<string, unknown>): Record<string, unknown>;
  /** The reverse of `read`: attributes instead of fields. */
  toAttributes?(values: Values): Record<string, unknown>;
  /** A filter on a field that is no attribute. */
  narrow?(field: string, value: string): WhereOptions | undefined;
  facts?(row: Record<string, unknown>): ReadOnlyValues;
  /** Normalises a record before it is stored, for instance by trimming. */
  normalize?(values: Values): Values;
  /**
   * Rules that need the database, such as uniqueness or earlier use.
   * @param before the record before the change; null for a new one.
   */
  check?(tx: Tx, next: Values, before: EditableRecord | null, now: Date): Promise<FieldIssue[]>;
}

export interface EditableRecord {
  key: string;
  version: number;
  values: Values;
  facts: ReadOnlyValues;
}

const asWire = (value: unknown) =>
  value instanceof Date ? value.toISOString() : (value as Values[string]);

/** A row as a record. */
export function toRecord(
  source: EditableSource,
  fields: Readonly<Record<string, unknown>>,
  model: Model,
): EditableRecord {
  const row = model.get({ plain: true }) as Record<string, unknown>;
  const extra = source.readExtra?.(row) ?? {};
  const values = Object.fromEntries(
    Object.keys(fields).map((name) => [name, asWire(name in extra ? extra[name] : row[name])]),
  );
  return {
    key: String(row[source.key]),
    version: Number(row.version),
    values,
    facts: source.facts?.(row) ?? {},
  };
}
