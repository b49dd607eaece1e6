/** Pages of lists in descending order of id: the cursor is the last id of the page before. */

/** The id before which a page begins; null for the first page. */
export function placeOf(cursor: string | undefined): number | null {
  return cursor === undefined ? null : Number(cursor);
}

/** Cuts `limit` items from one row more than that, which says whether there is a next page. */
export function toPage<Row extends { id: number | string }, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last ? String(last.id) : null,
  };
}
