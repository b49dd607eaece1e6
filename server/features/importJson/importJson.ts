/**
 * The import of an older store of a bot: one JSON object, `telegram id → {session, stats}`. The file is read
 * twice: first as a whole, so that nothing is written of a file that is no JSON, then in batches of one
 * transaction each, several of them in parallel. People who were imported before are left alone, so a second
 * run changes nothing, and an interrupted run continues where it ended.
 */
import type { Database, Tx } from '../../db/database.ts';
import { findBadgeNames } from '../catalog/lookup.ts';
import { defineBadge } from '../catalog/service.ts';
import { findImported } from '../progress/lookup.ts';
import { importProgress } from '../progress/service.ts';
import { importPeople, importSessions } from '../users/service.ts';
import { type Entry, readEntries } from './entries.ts';
import { forEachOf } from './forEachOf.ts';
import { type OldPerson, toOldPerson } from './oldPerson.ts';

const BATCH = 500;
/** While the database writes some batches, the next one is read and prepared. */
export const MAX_BATCHES_UNDER_WAY = 4;
const MAX_BATCH_MS = 60_000;

export interface BadRow {
  row: number;
  line: number;
  key: string;
  reason: string;
}

export interface ImportReport {
  /** Entries of the file. */
  rows: number;
  bad: BadRow[];
  imported: number;
  /** Of these, people who were not registered before. */
  created: number;
  unchanged: number;
  /** Badges that were created for this bot. */
  badges: string[];
  trainings: number;
  xp: number;
}

export interface ImportOptions {
  path: string;
  botName: string;
  /** Reads everything and writes nothing. */
  dryRun: boolean;
  onProgress?: (phase: 'checking' | 'importing', bytes: number) => void;
}

/** @throws NotJsonError before anything is written. */
export async function importJson(db: Database, options: ImportOptions): Promise<ImportReport> {
  const { path, botName, dryRun, onProgress = () => undefined } = options;
  const checked = await check(path, (bytes) => onProgress('checking', bytes));
  const report: ImportReport = {
    ...checked,
    imported: 0,
    created: 0,
    unchanged: 0,
    badges: [],
    trainings: 0,
    xp: 0,
  };
  if (!dryRun) {
    report.badges = await defineUnknown(db, botName, checked.badgeCodes);
    const bad = new Set(checked.bad.map(({ row }) => row));
    const entries = readEntries(path, (bytes) => onProgress('importing', bytes));
    await forEachOf(batchesOf(entries, bad), MAX_BATCHES_UNDER_WAY, async (batch) => {
      add(report, await importBatch(db, botName, batch));
    });
  }
  return report;
}

/** The valid entries, a batch at a time. */
async function* batchesOf(
  entries: AsyncIterable<Entry>,
  bad: ReadonlySet<number>,
): AsyncGenerator<OldPerson[]> {
  let batch: OldPerson[] = [];
  for await (const entry of entries) {
    const person = bad.has(entry.row) ? null : toOldPerson(entry);
    if (person !== null && typeof person !== 'string') {
      batch.push(person);
    }
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}

/** Reads the whole file. */
async function check(path: string, onBytes: (bytes: number) => void) {
  const bad: BadRow[] = [];
  const firstLines = new Map<string, number>();
  const badgeCodes = new Set<string>();
  let rows = 0;
  for await (const entry of readEntries(path, onBytes)) {
    rows += 1;
    const { key, row, line } = entry;
    const person = toPersonOnce(entry, firstLines);
    if (typeof person === 'string') {
      bad.push({ row, line, key: key.slice(0, 40), reason: person });
    } else {
      for (const code of person.badges) {
        badgeCodes.add(code);
      }
    }
  }
  return { rows, bad, badgeCodes };
}

function toPersonOnce(entry: Entry, firstLines: Map<string, number>): OldPerson | string {
  const first = firstLines.get(entry.key);
  if (first !== undefined) {
    return `stands twice: first on line ${first}`;
  }
  firstLines.set(entry.key, entry.line);
  return toOldPerson(entry);
}

/** Badges that are not defined yet become the bot's own, under their codes. */
async function defineUnknown(
  db: Database,
  botName: string,
  wanted: ReadonlySet<string>,
): Promise<string[]> {
  const known = await findBadgeNames(db, [...wanted]);
  const unknown = [...wanted].filter((code) => !known.has(code));
  await db.transaction(async (tx) => {
    for (const code of unknown) {
      const text = { ru: code, en: code };
      const look = { icon: 'award', rarity: 'common', xp: 0 } as const;
      await defineBadge(null, tx, { botName, code, name: text, description: text, ...look });
    }
  });
  return unknown;
}

type BatchReport = Pick<ImportReport, 'imported' | 'created' | 'unchanged' | 'trainings' | 'xp'>;

async function importBatch(
  db: Database,
  botName: string,
  batch: readonly OldPerson[],
): Promise<BatchReport> {
  const work = async (tx: Tx): Promise<BatchReport> => {
    const { ids, created } = await importPeople(tx, botName, batch);
    const people = batch.map((person) => ({ ...person, userId: ids.get(person.telegramId) ?? 0 }));
    const before = await findImported(tx, botName, [...ids.values()]);
    const fresh = people.filter(({ userId }) => !before.has(userId));
    await importSessions(tx, botName, fresh);
    await importProgress(tx, botName, fresh);
    return {
      imported: fresh.length,
      created: created.size,
      unchanged: batch.length - fresh.length,
      trainings: fresh.reduce((sum, { trainings }) => sum + trainings, 0),
      xp: fresh.reduce((sum, { xp }) => sum + xp, 0),
    };
  };
  return await db.transaction(work, { maxMs: MAX_BATCH_MS });
}

function add(report: ImportReport, batch: BatchReport): void {
  for (const field of ['imported', 'created', 'unchanged', 'trainings', 'xp'] as const) {
    report[field] += batch[field];
  }
}
