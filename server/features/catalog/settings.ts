/** Settings as one form: read together, changed together, against the version that was read. */
import { issuesOf } from '../../../shared/records/check.ts';
import type { Values } from '../../../shared/records/fields.ts';
import {
  defaultSettings,
  type SettingCode,
  settingFields,
} from '../../../shared/records/settings.ts';
import { DomainError } from '../../core/errors.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Database, Tx } from '../../db/database.ts';
import type { Reader, ReadRepository } from '../../db/repository.ts';
import { NOW } from '../../db/values.ts';
import { Setting } from './models.ts';

const codes = Object.keys(defaultSettings) as SettingCode[];

export interface Settings {
  /** Incremented with each change of any of them. */
  version: number;
  values: Values;
}

/** The current settings. */
export function currentSettings(db: Database): Promise<Settings> {
  return readSettings(db.of(Setting));
}

/** All settings; unset ones have the product's defaults. */
async function readSettings(
  rows: ReadRepository<Setting>,
  options: { lock?: typeof FOR_NO_KEY_UPDATE } = {},
): Promise<Settings> {
  const found = await rows.findAll({ where: { key: codes }, order: [['key', 'ASC']], ...options });
  const set = new Map(found.map(({ key, value }) => [key, value]));
  return {
    // A row that was created with its default value does not count.
    version: found.reduce((total, row) => total + row.version - 1, 0),
    values: Object.fromEntries(
      codes.map((code) => [code, set.has(code) ? set.get(code) : defaultSettings[code]]),
    ),
  };
}

/**
 * Changes some settings.
 * @param botNames bots for which YooKassa can be switched; none where it is not configured.
 * @throws DomainError INVALID_FIELDS, CHANGED_MEANWHILE
 */
export async function changeSettings(
  tx: Tx,
  change: { version: number; values: Values },
  botNames: readonly string[],
  now: Date,
): Promise<{ before: Settings; after: Settings }> {
  const rows = tx.of(Setting);
  await rows.bulkCreate(
    codes.map((key) => ({ key, value: defaultSettings[key] })),
    { ignoreDuplicates: true },
  );
  const before = await readSettings(rows, { lock: FOR_NO_KEY_UPDATE });
  if (before.version !== change.version) {
    throw new DomainError('CHANGED_MEANWHILE', { current: before });
  }
  const issues = issuesOf(settingFields(botNames), { ...before.values, ...change.values });
  if (issues.length > 0) {
    throw new DomainError('INVALID_FIELDS', { issues });
  }
  for (const row of await rows.findAll({ where: { key: Object.keys(change.values) } })) {
    const value = change.values[row.key];
    await rows.save(row, { value, version: row.version + 1, updatedAt: now });
  }
  return { before, after: await readSettings(rows) };
}

/** The same, locked until the end of the transaction; created where there is none. */
export async function lockSetting(tx: Tx, key: string): Promise<unknown> {
  await tx.of(Setting).createUnlessExists({ key, value: null });
  const row = await tx.of(Setting).findOne({ where: { key }, lock: FOR_NO_KEY_UPDATE });
  return row?.value ?? null;
}

/** A value stored under a key besides the form, such as a job's state; null when there is none. */
export async function readSetting(reader: Reader, key: string): Promise<unknown> {
  return (await reader.of(Setting).findByPk(key))?.value ?? null;
}

export async function writeSetting(tx: Tx, key: string, value: unknown): Promise<void> {
  await tx.of(Setting).upsert({ key, value, updatedAt: NOW });
}
