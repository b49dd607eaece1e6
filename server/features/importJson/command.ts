/** `npm run import:json -- <file> --bot <bot> [--dry-run]`: imports an older store of a bot. */
import { stat } from 'node:fs/promises';
import { readArguments } from '../../core/commandLine.ts';
import { countOf } from '../../core/countOf.ts';
import type { Database } from '../../db/database.ts';
import { botNamePattern } from '../botsApi/service.ts';
import { NotJsonError } from './entries.ts';
import { type ImportReport, importJson } from './importJson.ts';

const USAGE = 'npm run import:json -- users_data.json --bot spin_bot [--dry-run]';
const BAR_WIDTH = 30;
const MAX_BAD_SHOWN = 1000;

export interface Terminal {
  print: (line: string) => void;
  /** Replaces the line of the progress bar; does nothing where there is no terminal. */
  showProgress: (line: string) => void;
}

/** @returns false when nothing could be imported. */
export async function runImportCommand(
  db: Database,
  args: string[],
  { print, showProgress }: Terminal,
): Promise<boolean> {
  const read = readArguments(
    {
      args,
      allowPositionals: true,
      options: { bot: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
    },
    USAGE,
    print,
  );
  if (!read) {
    return false;
  }
  const { values, positionals } = read;
  const [path] = positionals;
  const botName = values.bot ?? '';
  if (path === undefined || positionals.length !== 1 || !botNamePattern.test(botName)) {
    print(USAGE);
    return false;
  }
  const size = await stat(path).then(
    (found) => found.size,
    () => null,
  );
  if (size === null) {
    print(`${path} can't be read.`);
    return false;
  }
  const dryRun = values['dry-run'];
  const began = performance.now();
  let shown = '';
  const onProgress = (phase: string, bytes: number) => {
    const line = `${phase.padEnd(9)} ${bar(bytes / size)}`;
    if (line !== shown) {
      shown = line;
      showProgress(line);
    }
  };
  try {
    const report = await importJson(db, { path, botName, dryRun, onProgress });
    showProgress('');
    printReport(report, dryRun, print);
    print(`${((performance.now() - began) / 1000).toFixed(1)} s.`);
    return true;
  } catch (error) {
    if (error instanceof NotJsonError) {
      showProgress('');
      print(`${path} is not the JSON that is expected: ${error.message}. Nothing was written.`);
      return false;
    }
    throw error;
  }
}

function bar(share: number): string {
  const full = Math.round(Math.min(share, 1) * BAR_WIDTH);
  const percent = Math.floor(Math.min(share, 1) * 100);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)} ${percent} %`;
}

function printReport(report: ImportReport, dryRun: boolean, print: (line: string) => void): void {
  for (const { line, row, key, reason } of report.bad.slice(0, MAX_BAD_SHOWN)) {
    print(`line ${line}, entry ${row}, "${key}": ${reason}`);
  }
  if (report.bad.length > MAX_BAD_SHOWN) {
    print(`… and ${report.bad.length - MAX_BAD_SHOWN} more.`);
  }
  const good = report.rows - report.bad.length;
  print(
    `${countOf(report.rows, 'entry', 'entries')}, ${good} good, ${report.bad.length} left out.`,
  );
  if (dryRun) {
    print('Nothing was written: --dry-run.');
    return;
  }
  print(
    `${report.imported} imported (new people: ${report.created}), ${report.unchanged} had been imported before.`,
  );
  print(`Carried over: ${countOf(report.trainings, 'training')}, ${report.xp} XP.`);
  if (report.badges.length > 0) {
    print(`Badges made for this bot, to be given a name: ${report.badges.join(', ')}.`);
  }
}
