/** Writes tables that spreadsheets open without surprises. */

/** A number that is ours, written as it is; everything else is text. */
export type Cell = string | { number: string };

/** Excel takes a file for UTF-8 by this mark. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * One line of CSV (RFC 4180). Text that a spreadsheet would take for a formula gets an apostrophe in
 * front, because it may come from people.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(toField).join(',')}\r\n`;
}

function toField(cell: Cell): string {
  if (typeof cell !== 'string') {
    return cell.number;
  }
  const safe = /^[\s]*[=+\-@\t\r\n＝＋－＠]/u.test(cell) ? `'${cell}` : cell;
  return /[",\r\n\t;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
