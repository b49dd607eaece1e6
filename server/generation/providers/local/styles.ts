import sharp from 'sharp';
import { createRandom, type Random } from './random.ts';
import {
  breathe,
  brightness,
  colourAt,
  openSvg,
  type Samples,
  type Size,
  sample,
  toHex,
} from './raster.ts';
import type { Style } from './words/lookWords.ts';

interface Canvas extends Size {
  picture: Buffer;
  random: Random;
  seed: number;
  signal: AbortSignal;
}

const svgOf = ({ width, height }: Size, body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}">${body}</svg>`;

const png = (svg: string) => openSvg(svg).png({ compressionLevel: 1 }).toBuffer();

/** Looks that the drawing itself takes on: nothing is left to do to the pixels. */
async function asDrawn({ picture }: Canvas): Promise<Buffer> {
  return picture;
}

/** Corners set on a loose grid and pulled to the edges of the picture; each cell is two facets. */
async function facets(canvas: Canvas, cells: number, line: string | null): Promise<Buffer> {
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
    body += `<path d="M${path}Z" fill="${fill}" stroke="${line ?? fill}" stroke-width="${line === null ? 0.8 : 5}" stroke-linejoin="round"/>`;
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
  return png(svgOf(canvas, body));
}

/** Short strokes of a loaded brush along a flowing field, from broad to fine. */
async function oil(canvas: Canvas): Promise<Buffer> {
  const { width, height, random, signal } = canvas;
  const small = await sample(sharp(canvas.picture), { width: width >> 2, height: height >> 2 });
  const [a, b] = [random.between(0, 6), random.between(0, 6)];
  let body = `<image width="${width}" height="${height}" xlink:href="data:image/png;base64,${canvas.picture.toString('base64')}"/>`;
  for (const { count, long, thick } of [
    { count: 2200, long: 44, thick: 17 },
    { count: 4200, long: 26, thick: 9 },
    { count: 3600, long: 15, thick: 4.5 },
  ]) {
    for (let i = 0; i < count; i++) {
      const [x, y] = [random.next() * width, random.next() * height];
      const colour = colourAt(small, x / 4, y / 4);
      const dx =
        brightness(colourAt(small, x / 4 + 2, y / 4)) -
        brightness(colourAt(small, x / 4 - 2, y / 4));
      const dy =
        brightness(colourAt(small, x / 4, y / 4 + 2)) -
        brightness(colourAt(small, x / 4, y / 4 - 2));
      const steep = Math.hypot(dx, dy);
      if (thick > 8 && steep > 0.16) {
        continue;
      }
      const flow = Math.sin(x / 150 + a) + Math.cos(y / 130 + b) * 0.9 + Math.sin((x + y) / 260);
      const angle = steep > 0.05 ? Math.atan2(dx, -dy) : flow;
      const [ex, ey] = [Math.cos(angle) * long, Math.sin(angle) * long];
      body += `<path d="M${x.toFixed(0)} ${y.toFixed(0)}q${(ex * 0.5 - ey * 0.16).toFixed(1)} ${(ey * 0.5 + ex * 0.16).toFixed(1)} ${ex.toFixed(1)} ${ey.toFixed(1)}" stroke="${toHex(colour, random.between(-16, 18))}" stroke-width="${(thick * random.between(0.6, 1.15)).toFixed(1)}"/>`;
      if (i % 500 === 499) {
        await breathe(signal);
      }
    }
  }
  return png(
    svgOf(canvas, `<g fill="none" stroke-linecap="round" stroke-opacity=".86">${body}</g>`),
  );
}

/** Edges that bleed, pigment that pools, paper that shows through. */
async function watercolour(canvas: Canvas): Promise<Buffer> {
  const { width, height, seed } = canvas;
  const washed = await sharp(canvas.picture)
    .median(7)
    .modulate({ saturation: 1.12 })
    .linear(0.72, 74)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const id = seed % 9973;
  const bleed = `<filter id="bleed" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".018" numOctaves="3" seed="${id}" result="n"/><feDisplacementMap in="SourceGraphic" in2="n" scale="36" xChannelSelector="R" yChannelSelector="G"/></filter>`;
  const inset = Math.round(Math.min(width, height) * 0.045);
  const sheet = `<clipPath id="sheet"><rect x="${inset}" y="${inset}" width="${width - inset * 2}" height="${height - inset * 2}"/></clipPath>`;
  const image = `<image width="${width}" height="${height}" clip-path="url(#sheet)" xlink:href="data:image/png;base64,${washed.toString('base64')}"/>`;
  const painted = await png(
    svgOf(
      canvas,
      `<defs>${bleed}${sheet}</defs><rect width="100%" height="100%" fill="#fbf7ee"/><g filter="url(#bleed)">${image}</g>`,
    ),
  );
  canvas.signal.throwIfAborted();
  // Pools of pigment and the paper's tooth are made small and laid on large: they are soft anyway.
  const small = { width: Math.round(width / 4), height: Math.round(height / 4) };
  const pools = await openSvg(
    svgOf(
      small,
      `<filter id="pool" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".024" numOctaves="3" seed="${id + 7}"/><feColorMatrix values="0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 1.9 0 0 0 -.72"/></filter><g opacity=".55"><rect width="100%" height="100%" filter="url(#pool)"/></g>`,
    ),
  )
    .resize(width, height, { fit: 'fill' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const paper = await openSvg(
    svgOf(
      { width: 256, height: 256 },
      `<filter id="paper" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".09" numOctaves="3" seed="${id + 3}" stitchTiles="stitch" result="p"/><feDiffuseLighting in="p" surfaceScale="1.5" lighting-color="#ffffff"><feDistantLight azimuth="50" elevation="62"/></feDiffuseLighting></filter><rect width="100%" height="100%" filter="url(#paper)"/>`,
    ),
  )
    .linear(0.75, 70)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const edges = await sharp(painted)
    .greyscale()
    .blur(1)
    .convolve({ width: 3, height: 3, kernel: [-1, -1, -1, -1, 8, -1, -1, -1, -1], scale: 1 })
    .linear(-0.8, 255)
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(painted)
    .composite([
      { input: pools },
      { input: edges, blend: 'multiply' },
      { input: paper, blend: 'multiply', tile: true },
    ])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Ink lines over a faint wash. */
async function line(canvas: Canvas): Promise<Buffer> {
  const grey = await sharp(canvas.picture)
    .greyscale()
    .blur(1.3)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const kernel = (turned: boolean) =>
    turned ? [-1, -2, -1, 0, 0, 0, 1, 2, 1] : [-1, 0, 1, -2, 0, 2, -1, 0, 1];
  const sides = await Promise.all(
    [false, true].flatMap((turned) =>
      [1, -1].map((sign) =>
        sharp(grey)
          .convolve({ width: 3, height: 3, kernel: kernel(turned).map((v) => v * sign), scale: 1 })
          .png({ compressionLevel: 1 })
          .toBuffer(),
      ),
    ),
  );
  const [first = grey, ...others] = sides;
  const joined = await sharp(first)
    .composite(others.map((input) => ({ input, blend: 'lighten' as const })))
    .png({ compressionLevel: 1 })
    .toBuffer();
  const ink = await sharp(joined)
    .greyscale()
    .blur(0.6)
    .linear(-3.4, 290)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const wash = await sharp(canvas.picture)
    .blur(5)
    .modulate({ saturation: 0.55 })
    .linear(0.3, 176)
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(wash)
    .composite([{ input: ink, blend: 'multiply' }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

async function pixel({ picture, width, height }: Canvas): Promise<Buffer> {
  const cell = Math.max(width, height) / 104;
  const small = await sharp(picture)
    .resize(Math.round(width / cell), Math.round(height / cell), { kernel: 'cubic' })
    .modulate({ saturation: 1.15 })
    .png({ palette: true, colours: 28, dither: 0 })
    .toBuffer();
  return sharp(small)
    .resize(width, height, { kernel: 'nearest', fit: 'fill' })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Lines that swell in the dark, as a burin cuts them. */
async function engraving(canvas: Canvas): Promise<Buffer> {
  const { width, height, signal } = canvas;
  const step = Math.min(width, height) / 150;
  const points = Math.round(width / 3.4);
  const small = await sample(sharp(canvas.picture).greyscale().normalise().toColourspace('srgb'), {
    width: points,
    height: Math.round(height / step) + 4,
  });
  let path = '';
  const rows = Math.ceil(height / step) + 2;
  for (let row = -1; row < rows; row++) {
    const upper: string[] = [];
    const lower: string[] = [];
    for (let i = 0; i <= points; i++) {
      const x = (i * width) / points;
      const y = row * step + Math.sin(x / 90 + row * 0.06) * step * 1.3;
      const thick = step * 0.56 * (1.02 - brightness(colourAt(small, i, y / step))) ** 1.25;
      upper.push(`${x.toFixed(1)} ${(y - thick).toFixed(1)}`);
      lower.push(`${x.toFixed(1)} ${(y + thick).toFixed(1)}`);
    }
    path += `M${upper.join('L')}L${lower.reverse().join('L')}Z`;
    if (row % 10 === 9) {
      await breathe(signal);
    }
  }
  return png(
    svgOf(
      canvas,
      `<rect width="100%" height="100%" fill="#f3ead6"/><path d="${path}" fill="#1f2430"/>`,
    ),
  );
}

/** Dots of a printed comic over flat colours, with dark outlines. */
async function pop(canvas: Canvas): Promise<Buffer> {
  const { width, height, signal } = canvas;
  const step = Math.min(width, height) / 92;
  const flat = await sharp(canvas.picture)
    .median(5)
    .modulate({ saturation: 1.6 })
    .png({ palette: true, colours: 14, dither: 0 })
    .toBuffer();
  const small: Samples = await sample(sharp(flat), {
    width: Math.round(width / step),
    height: Math.round(height / step),
  });
  let body = '';
  for (let row = 0; row < small.height; row++) {
    for (let column = 0; column < small.width; column++) {
      const colour = colourAt(small, column, row);
      const light = brightness(colour);
      const r = step * 0.62 * (1 - light) ** 0.7;
      body += `<circle cx="${((column + (row % 2) * 0.5) * step).toFixed(1)}" cy="${(row * step).toFixed(1)}" r="${r.toFixed(1)}" fill="${toHex(colour, -58)}"/>`;
    }
    if (row % 12 === 11) {
      await breathe(signal);
    }
  }
  const dots = await png(svgOf(canvas, `<g opacity=".5">${body}</g>`));
  return sharp(flat)
    .toColourspace('srgb')
    .composite([{ input: dots }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** The picture laid out in blocks on a tilted board, higher where it is brighter. */
async function isometric(canvas: Canvas): Promise<Buffer> {
  const { width, height, signal } = canvas;
  const cells = 60;
  const small = await sample(sharp(canvas.picture).modulate({ saturation: 1.15 }), {
    width: cells,
    height: cells,
  });
  const w = (Math.min(width, height * 1.25) * 0.94) / (cells * 2);
  const h = w * 0.58;
  const [ox, oy] = [width / 2, height * 0.5 - cells * h + h * 3];
  let body = '';
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      const colour = colourAt(small, column, row);
      const [x, y] = [ox + (column - row) * w, oy + (column + row) * h];
      const up = h * (1.2 + 4.4 * brightness(colour));
      const p = (dx: number, dy: number) => `${(x + dx).toFixed(1)} ${(y + dy).toFixed(1)}`;
      body += `<path d="M${p(-w, h - up)}L${p(0, 2 * h - up)}V${(y + 2 * h + h).toFixed(1)}L${p(-w, h + h)}Z" fill="${toHex(colour, -26)}"/><path d="M${p(w, h - up)}L${p(0, 2 * h - up)}V${(y + 2 * h + h).toFixed(1)}L${p(w, h + h)}Z" fill="${toHex(colour, -52)}"/><path d="M${p(0, -up)}L${p(w, h - up)}L${p(0, 2 * h - up)}L${p(-w, h - up)}Z" fill="${toHex(colour, 10)}"/>`;
    }
    if (row % 6 === 5) {
      await breathe(signal);
    }
  }
  const back = await sharp(canvas.picture)
    .resize(8, 8, { fit: 'fill' })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .blur(40)
    .modulate({ saturation: 0.5 })
    .linear(0.45, 120)
    .png({ compressionLevel: 1 })
    .toBuffer();
  const board = await png(
    svgOf(
      canvas,
      `<defs><filter id="s"><feGaussianBlur stdDeviation="22"/></filter></defs><path d="M${ox - cells * w} ${oy + cells * h + 40}L${ox} ${oy + cells * 2 * h + 60}L${ox + cells * w} ${oy + cells * h + 40}L${ox} ${oy}Z" opacity=".4" filter="url(#s)"/>${body}`,
    ),
  );
  return sharp(back)
    .composite([{ input: board }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Fewer, purer colours inside a printed margin. */
async function poster(canvas: Canvas): Promise<Buffer> {
  const { width, height } = canvas;
  const flat = await sharp(canvas.picture)
    .median(5)
    .png({ palette: true, colours: 20, dither: 0 })
    .toBuffer();
  const m = Math.round(Math.min(width, height) * 0.045);
  const frame = svgOf(
    canvas,
    `<path d="M0 0H${width}V${height}H0ZM${m} ${m}V${height - m}H${width - m}V${m}Z" fill="#f4ecdc" fill-rule="evenodd"/>`,
  );
  return sharp(flat)
    .toColourspace('srgb')
    .composite([{ input: Buffer.from(frame) }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Teal and gold with a stepped frame. */
async function deco(canvas: Canvas): Promise<Buffer> {
  const { width, height } = canvas;
  const u = Math.min(width, height) / 100;
  const box = (m: number, s: number) =>
    `<path d="M${m * u + 6 * u} ${m * u}H${width - m * u - 6 * u}V${m * u + 3 * u}H${width - m * u - 3 * u}V${m * u + 6 * u}H${width - m * u}V${height - m * u - 6 * u}H${width - m * u - 3 * u}V${height - m * u - 3 * u}H${width - m * u - 6 * u}V${height - m * u}H${m * u + 6 * u}V${height - m * u - 3 * u}H${m * u + 3 * u}V${height - m * u - 6 * u}H${m * u}V${m * u + 6 * u}H${m * u + 3 * u}V${m * u + 3 * u}H${m * u + 6 * u}Z" stroke-width="${s * u}"/>`;
  const gold =
    '<linearGradient id="g" x2="1" y2="1"><stop offset="0" stop-color="#f8e3a0"/><stop offset=".5" stop-color="#c9973c"/><stop offset="1" stop-color="#f3d68a"/></linearGradient>';
  const frame = svgOf(
    canvas,
    `<defs>${gold}</defs><g fill="none" stroke="url(#g)">${box(2.4, 0.9)}${box(4.6, 0.35)}</g>`,
  );
  const tint = svgOf(canvas, '<rect width="100%" height="100%" fill="#d9b978"/>');
  return sharp(canvas.picture)
    .composite([{ input: Buffer.from(tint), blend: 'soft-light' }, { input: Buffer.from(frame) }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

const finishers = {
  watercolour,
  oil,
  poster,
  line,
  pixel,
  lowpoly: (canvas) => facets(canvas, 36, null),
  engraving,
  paper: asDrawn,
  isometric,
  deco,
  glass: (canvas) => facets(canvas, 26, '#14161c'),
  pop,
} as const satisfies Record<Style, (canvas: Canvas) => Promise<Buffer>>;

/** Gives a rasterised picture (PNG) the look of a style; PNG again. */
export function applyStyle(
  style: Style,
  picture: Buffer,
  size: Size,
  seed: number,
  signal: AbortSignal,
): Promise<Buffer> {
  return finishers[style]({
    picture,
    ...size,
    random: createRandom(seed).fork(style),
    seed,
    signal,
  });
}

/** Whether a picture in this style keeps its clean surface: no film grain is laid over it. */
export function isClean(style: Style | null): boolean {
  return style === 'pixel' || style === 'engraving' || style === 'line';
}
