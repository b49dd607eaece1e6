/** The measures of the gallery's grid, for the app and for the script in the page's head. */

/** Between tiles, px. */
export const TILE_GAP = 6;
/** Of a page, at both sides, px. */
export const GUTTER = 16;
/** On a wider window the page has margins, px. */
export const MAX_PAGE_WIDTH = 560;
/** The grid begins below the title and the chips, px from the top of its page. */
export const GRID_TOP = 90;
/** From this width of the window on, four columns, px. */
const WIDE = 720;
/** A very tall or flat work is cropped in the grid, so that it does not take the whole screen. */
const MAX_TALL = 2.2;
const MAX_FLAT = 0.4;

export const columnsOf = (windowWidth: number) => (windowWidth >= WIDE ? 4 : 2);

export const columnWidthOf = (width: number, columns: number) =>
  Math.max(1, (width - TILE_GAP * (columns - 1)) / columns);

/** The height of a tile in its column, px. */
export function tileHeight(columnWidth: number, work: { width: number; height: number }): number {
  const tall = work.width > 0 ? work.height / work.width : 1;
  return Math.round(columnWidth * Math.min(MAX_TALL, Math.max(MAX_FLAT, tall)));
}
