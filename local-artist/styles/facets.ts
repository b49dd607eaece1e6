import sharp from 'sharp';
import { breathe, brightness, colourAt, sample, toHex } from '../raster.ts';
import { type Canvas, svgOf } from './canvas.ts';

interface Facets {
  /** How many along the longer side. */
  cells: number;
  /** Colour of the lead between them. */
  lead: string | null;
  /** How much of the drawing below they hide, 0–1: eyes must stay recognisable. */
  cover: number;
}

/** Facets: the corners are on an irregular grid, moved towards edges in the picture; each cell is two facets. */
export async function facets(canvas: Canvas, { cells, lead, cover }: Facets): Promise<Buffer> {
  const { width, height, random, signal } = canvas;
  const step = Math.max(width, height) / cells;
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const small = await sample(sharp(canvas.picture).blur(1.2), {
    width: columns * 4,
    height: rows * 4,
  });
  const edge = (x: number, y: number) =>
    Math.abs(brightness(colourAt(small, x + 1, y)) - brightness(colourAt(small, x - 1, y))) +
    Math.abs(brightness(colourAt(small, x, y + 1)) - brightness(colourAt(small, x, y - 1)));
  const corner = (column: number, row: number): [number, number] => {
    if (column <= 0 || row <= 0 || column >= columns || row >= rows) {
      return [column * 4, row * 4];
    }
    let best: [number, number] = [
      column * 4 + random.between(-1.3, 1.3),
      row * 4 + random.between(-1.3, 1.3),
    ];
    let most = 0.12;
    for (let dy = -1; dy <= 2; dy++) {
      for (let dx = -1; dx <= 2; dx++) {
        const found = edge(column * 4 + dx, row * 4 + dy);
        if (found > most) {
          most = found;
          best = [column * 4 + dx + 0.5, row * 4 + dy + 0.5];
        }
      }
    }
    return best;
  };
  const grid: [number, number][][] = [];
  for (let row = 0; row <= rows; row++) {
    grid.push(Array.from({ length: columns + 1 }, (_, column) => corner(column, row)));
  }
  await breathe(signal);
  let body = '';
  const at = (column: number, row: number) => grid[row]?.[column] ?? [0, 0];
  const scale = step / 4;
  const facet = (points: readonly (readonly number[])[]) => {
    const [cx, cy] = [0, 1].map(
      (axis) => points.reduce((sum, p) => sum + (p[axis] ?? 0), 0) / 3,
    ) as [number, number];
    const fill = toHex(colourAt(small, cx, cy), random.between(-11, 11));
    const path = points
      .map((p) => `${((p[0] ?? 0) * scale).toFixed(1)} ${((p[1] ?? 0) * scale).toFixed(1)}`)
      .join('L');
    body += `<path d="M${path}Z" fill="${fill}" fill-opacity="${cover}" stroke-opacity="${lead === null ? cover : 1}" stroke="${lead ?? fill}" stroke-width="${lead === null ? 0.6 : 6}" stroke-linejoin="round"/>`;
  };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [a, b, c, d] = [
        at(column, row),
        at(column + 1, row),
        at(column + 1, row + 1),
        at(column, row + 1),
      ];
      const difference = (p: number[], q: number[]) =>
        Math.abs(
          brightness(colourAt(small, p[0] ?? 0, p[1] ?? 0)) -
            brightness(colourAt(small, q[0] ?? 0, q[1] ?? 0)),
        );
      if (difference(a, c) < difference(b, d)) {
        facet([a, b, c]);
        facet([a, c, d]);
      } else {
        facet([a, b, d]);
        facet([b, c, d]);
      }
    }
    if (row % 8 === 7) {
      await breathe(signal);
    }
  }
  const ground =
    lead === null
      ? canvas.picture
      : await sharp(canvas.picture)
          .median(5)
          .modulate({ saturation: 1.7 })
          .png({ compressionLevel: 1 })
          .toBuffer();
  return sharp(ground)
    .composite([{ input: Buffer.from(svgOf(canvas, body)) }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}
