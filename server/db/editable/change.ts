/** Changes of records: validated as a whole, against the version that was read, in one transaction. */
import type { Model } from 'sequelize';
import { issuesOf } from '../../../shared/records/check.ts';
import type { FieldIssue, Values } from '../../../shared/records/fields.ts';
import { sectionOf } from '../../../shared/records/sections.ts';
import { DomainError } from '../../core/errors.ts';
import { FOR_NO_KEY_UPDATE } from '../boundModels.ts';
import type { Tx } from '../database.ts';
import { type EditableRecord, type EditableSource, toRecord } from './source.ts';

type Row = Model<Record<string, unknown>, Record<string, unknown>>;

function refuse(issues: readonly FieldIssue[]): void {
  if (issues.length > 0) {
    throw new DomainError('INVALID_FIELDS', { issues: [...issues] });
  }
}

/** Fields that do not apply are empty, whatever was sent. */
function withoutHidden(source: EditableSource, values: Values): Values {
  const { fields } = sectionOf(source.section);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      fields[name]?.hidden?.(values) ? null : value,
    ]),
  );
}

/**
 * The record after the change.
 * @throws DomainError INVALID_FIELDS
 */
async function prepare(
  tx: Tx,
  source: EditableSource,
  values: Values,
  before: EditableRecord | null,
  now: Date,
): Promise<Values> {
  const { fields } = sectionOf(source.section);
  const next = withoutHidden(source, source.normalize?.(values) ?? values);
  refuse(issuesOf(fields, next));
  refuse((await source.check?.(tx, next, before, now)) ?? []);
  return next;
}

function attributesOf(source: EditableSource, values: Values): Record<string, unknown> {
  return source.toAttributes?.(values) ?? values;
}

/** Reads a record for a change. @throws DomainError NOT_FOUND */
async function lock(tx: Tx, source: EditableSource, key: string): Promise<Row> {
  const parsed = source.parseKey(key);
  const rows = tx.of(source.model);
  const scoped = source.scope === undefined ? rows : rows.scope(source.scope);
  const row = parsed === null ? null : await scoped.findByPk(parsed, { lock: FOR_NO_KEY_UPDATE });
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  return row as Row;
}

export interface Changed {
  before: EditableRecord;
  after: EditableRecord;
}

/**
 * Changes some fields of a record.
 * @param version the version that was read before the change.
 * @throws DomainError NOT_FOUND, INVALID_FIELDS, CHANGED_MEANWHILE (with the current record)
 */
export async function changeRecord(
  tx: Tx,
  source: EditableSource,
  change: { key: string; version: number; values: Values },
  now: Date,
): Promise<Changed> {
  const { fields } = sectionOf(source.section);
  const row = await lock(tx, source, change.key);
  const before = toRecord(source, fields, row);
  if (before.version !== change.version) {
    const { version, values } = before;
    throw new DomainError('CHANGED_MEANWHILE', { current: { version, values } });
  }
  const fixed = Object.entries(change.values).filter(
    ([name, value]) => fields[name]?.fixed && value !== before.values[name],
  );
  refuse(fixed.map(([field]) => ({ field, problem: 'fixed' })));
  const next = await prepare(tx, source, { ...before.values, ...change.values }, before, now);
  await save(tx, source, row, next, now);
  return { before, after: toRecord(source, fields, row) };
}

async function save(tx: Tx, source: EditableSource, row: Row, next: Values, now: Date) {
  await tx.of(source.model).save(row, {
    ...attributesOf(source, next),
    version: Number(row.get('version')) + 1,
    updatedAt: now,
  });
}

/**
 * Creates a record.
 * @throws DomainError INVALID_FIELDS (a key that exists already: `taken`)
 */
export async function createRecord(
  tx: Tx,
  source: EditableSource,
  values: Values,
  now: Date,
): Promise<EditableRecord> {
  const { fields } = sectionOf(source.section);
  const { key } = sectionOf(source.section);
  const next = await prepare(tx, source, values, null, now);
  const parsed = key === null ? null : source.parseKey(String(next[key]));
  if (key !== null && parsed !== null && (await tx.of(source.model).findByPk(parsed))) {
    refuse([{ field: key, problem: 'taken' }]);
  }
  const row = await tx.of(source.model).create(attributesOf(source, next) as never);
  return toRecord(source, fields, row);
}

/** Switches many records on or off; those that are in that state already are left alone. */
export async function toggleRecords(
  tx: Tx,
  source: EditableSource,
  change: { keys: readonly string[]; on: boolean },
  now: Date,
): Promise<Changed[]> {
  const { toggle } = sectionOf(source.section);
  const changed: Changed[] = [];
  if (toggle === null) {
    throw new DomainError('BAD_REQUEST', { fields: ['section'] });
  }
  // Always in the same order, so that two such changes wait for each other instead of deadlocking.
  for (const key of [...new Set(change.keys)].sort()) {
    const row = await lock(tx, source, key);
    const value = change.on ? toggle.on : toggle.off;
    if (row.get(toggle.field) !== value) {
      const { version } = toRecord(source, {}, row);
      const values = { [toggle.field]: value };
      changed.push(await changeRecord(tx, source, { key, version, values }, now));
    }
  }
  return changed;
}
