/**
 * Writes tables for spreadsheets. A spreadsheet parses a file with the settings of its own language: a
 * Russian Excel splits at semicolons, reads `1,5` as a number and `1.5` as a date, and accepts `27.11.2026
 * 21:05:00`. Excel recognises UTF-8 by the byte order mark, and so does LibreOffice.
 */
import type { Language } from '../../../shared/schemas/primitives.ts';

/** Untrusted text, or a value of ours that stays a number or a time. */
export type Cell = string | { number: string } | { time: Date };

const BYTE_ORDER_MARK = '\uFEFF';

interface Dialect {
  separator: string;
  point: string;
  time(parts: Record<string, string>): string;
}

const dialects = {
  ru: {
    separator: ';',
    point: ',',
    time: ({ day, month, year, hour, minute, second }) =>
      `${day}.${month}.${year} ${hour}:${minute}:${second}`,
  },
  en: {
    separator: ',',
    point: '.',
    // Read as a time by every English spreadsheet, whichever order of day and month it uses.
    time: ({ day, month, year, hour, minute, second }) =>
      `${year}-${month}-${day} ${hour}:${minute}:${second}`,
  },
} as const satisfies Record<Language, Dialect>;

/** A spreadsheet runs a cell that begins with one of these, with or without leading spaces. */
const FORMULA = /^[\s]*[=+\-@\t\r\n＝＋－＠]/u;

export interface CsvWriter {
  /** The header line. */
  head(headings: readonly string[]): string;
  line(cells: readonly Cell[]): string;
}

/**
 * Writes lines of CSV (RFC 4180) for a spreadsheet in this language.
 * @param timeZone in which times are written.
 */
export function createCsvWriter(language: Language, timeZone: string): CsvWriter {
  const { separator, point, time } = dialects[language] as Dialect;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const field = (cell: Cell): string => {
    if (typeof cell === 'string') {
      return quote(cell);
    }
    if ('number' in cell) {
      return cell.number.replace('.', point);
    }
    return time(
      Object.fromEntries(clock.formatToParts(cell.time).map(({ type, value }) => [type, value])),
    );
  };
  const line = (cells: readonly Cell[]) => `${cells.map(field).join(separator)}\r\n`;
  return { head: (headings) => BYTE_ORDER_MARK + line(headings), line };
}

/** Text that would be read as a formula gets a leading apostrophe. */
function quote(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
