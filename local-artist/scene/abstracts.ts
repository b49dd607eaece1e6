import { mix, shade } from '../colour.ts';
import { type Point, polygon, round } from '../pen.ts';
import type { Random } from '../random.ts';
import { cover, type Layer, type Stage } from './stage.ts';
import { waves } from './waters.ts';

const palettes = [
  ['#08202d', '#175a69', '#3a9a8c', '#a6d0a4', '#f4d9a0', '#ee9160', '#c44a4c', '#431f38'],
  ['#1c1440', '#3d2b7a', '#7650b8', '#c86fb0', '#f59c8e', '#fcd9a8', '#fdf1dc', '#2a9aa0'],
  ['#102a43', '#1f5f8b', '#4fa3c7', '#a9dbe0', '#fdf0d5', '#f4b860', '#e4572e', '#5f0f40'],
  ['#1a2b23', '#2f5d4a', '#6d9f71', '#c5d6a0', '#f7efd2', '#e8b44f', '#c86b3c', '#6b2b2b'],
  ['#22162b', '#451f55', '#724e91', '#e54f6d', '#f8a47c', '#f8c630', '#fdf3d0', '#2a6f80'],
] as const;

type Palette = (typeof palettes)[number];

/** An abstract picture, chosen by the hash of the prompt. */
export function abstract(stage: Stage): Layer[] {
  const random = stage.pen.random.fork('abstract');
  const palette = random.pick(palettes);
  const kinds = [ribbons, orbs, arches, leavesAndSun, mandala, shards] as const;
  // The prompt chooses the kind, so that another seed gives a variation and not another kind.
  const kind = kinds[stage.brief.hash % kinds.length] ?? ribbons;
  return kind(stage, random, palette);
}

function ribbons(stage: Stage, _random: Random, palette: Palette): Layer[] {
  const sky: Layer = {
    svg: cover(stage, stage.pen.linear([palette[0], mix(palette[0], palette[1], 0.6)])),
    depth: 0,
    kind: 'back',
  };
  const tones = { ...stage.tones, water: [palette[2], palette[1]] as const, dark: palette[7] };
  return [sky, ...waves({ ...stage, tones, horizon: stage.height * 0.3 })];
}

function orbs(stage: Stage, random: Random, palette: Palette): Layer[] {
  const { width, height, unit, pen } = stage;
  const layers: Layer[] = [
    {
      svg: cover(stage, pen.linear([palette[0], palette[1], mix(palette[1], palette[5], 0.5)])),
      depth: 0,
      kind: 'back',
    },
  ];
  for (let i = 0; i < 11; i++) {
    const r = unit * (24 - i * 1.9) * random.between(0.7, 1.2);
    const [x, y] = [random.between(0.06, 0.94) * width, random.between(0.06, 0.94) * height];
    const colour = palette[2 + Math.floor(random.next() * 6)] ?? palette[3];
    const fill = pen.radial([shade(colour, 0.12), colour, shade(colour, -0.2)], [0.34, 0.28, 0.8]);
    const shadow = `<circle cx="${round(x + r * 0.14)}" cy="${round(y + r * 0.22)}" r="${round(r)}" fill="${palette[0]}" opacity=".4" ${pen.blur(r * 0.14)}/>`;
    const rings =
      i % 3 === 0
        ? [1.12, 1.24, 1.36]
            .map(
              (k) =>
                `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r * k)}" fill="none" stroke="${colour}" stroke-width="${round(unit * 0.25)}" opacity=".5"/>`,
            )
            .join('')
        : '';
    layers.push({
      svg: `${shadow}<circle cx="${round(x)}" cy="${round(y + pen.sway(random.next()) * unit)}" r="${round(r)}" fill="${fill}"/>${rings}`,
      depth: 0.1 + i * 0.08,
      kind: 'thing',
    });
  }
  return layers;
}

/** The shapes that a tile may hold, each reaching `r` into a tile of side `size`. */
const tileForms = [
  (_size: number, r: number, fill: string) =>
    `<path d="M0 0H${round(r)}A${round(r)} ${round(r)} 0 0 1 0 ${round(r)}Z" fill="${fill}"/>`,
  (size: number, r: number, fill: string) =>
    `<circle cx="${round(size / 2)}" cy="${round(size / 2)}" r="${round(r / 2)}" fill="${fill}"/>`,
  (size: number, r: number, fill: string) =>
    `<path d="M${round(size / 2 - r / 2)} ${round(size)}V${round(size - r / 2)}a${round(r / 2)} ${round(r / 2)} 0 0 1 ${round(r)} 0V${round(size)}Z" fill="${fill}"/>`,
  (size: number, r: number, fill: string) =>
    `<path d="M0 ${round(size)}V${round(size - r)}L${round(r)} ${round(size)}Z" fill="${fill}"/>`,
] as const;

function tile(random: Random, palette: Palette, x: number, y: number, size: number): string {
  const pickColour = () => palette[Math.floor(random.next() * palette.length)] ?? palette[0];
  const [back, front] = [pickColour(), pickColour()];
  const turn = random.whole(0, 3) * 90;
  const form = tileForms[random.whole(0, 3)] ?? tileForms[0];
  const contrast = back === front ? palette[4] : back;
  const shapes = [0, 1, 2, 3]
    .map((i) => form(size, size * (1 - i * 0.25), mix(front, contrast, i * 0.28)))
    .join('');
  return `<g transform="translate(${round(x)} ${round(y)}) rotate(${turn} ${round(size / 2)} ${round(size / 2)})"><rect width="${round(size + 1)}" height="${round(size + 1)}" fill="${back}"/>${shapes}</g>`;
}

function arches(stage: Stage, random: Random, palette: Palette): Layer[] {
  const { width, height, unit, pen } = stage;
  const cells = 4;
  const size = Math.max(width, height) / cells;
  let svg = '';
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      svg += tile(random, palette, column * size, row * size, size);
    }
  }
  const light = cover(
    stage,
    pen.linear(
      [
        ['#ffffff', 0, 0.16],
        ['#ffffff', 0.5, 0],
        [palette[0], 1, 0.25],
      ],
      'diagonal',
    ),
  );
  return [
    { svg: cover(stage, palette[0]), depth: 0, kind: 'back' },
    { svg: svg + light, depth: 0.1, kind: 'back' },
    {
      svg: `<circle cx="${round(width * random.between(0.3, 0.7))}" cy="${round(height * random.between(0.3, 0.6))}" r="${round(unit * 9)}" fill="${palette[5]}"/>`,
      depth: 0.5,
      kind: 'thing',
    },
  ];
}

const leafPath = 'M0 0C-46-26-60-84-26-138-6-166 10-168 26-138 60-84 46-26 0 0Z';
const veins = 'M0 0V-150M0-30-34-56M0-30 34-56M0-60-40-88M0-60 40-88M0-90-34-116M0-90 34-116';

/** A leaf from its foot; `size` is its height. */
export function leaf(
  stage: Stage,
  x: number,
  y: number,
  angle: number,
  size: number,
  colour: string,
): string {
  const fill = stage.pen.linear([shade(colour, 0.06), shade(colour, -0.1)]);
  return `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(angle + stage.pen.sway(angle / 90) * 2)}) scale(${(size / 160).toFixed(3)})"><path d="${leafPath}" fill="${fill}"/><path d="${veins}" stroke="#f3f0d8" stroke-opacity=".3" stroke-width="2.2" fill="none"/></g>`;
}

function leavesAndSun(stage: Stage, random: Random, palette: Palette): Layer[] {
  const { width, height, unit, pen } = stage;
  const greens = ['#2f6b4a', '#79a06a', '#c9b36a', palette[2], palette[5]] as const;
  const layers: Layer[] = [
    { svg: cover(stage, pen.linear(['#f3ecd9', '#e0d2b2'])), depth: 0, kind: 'back' },
    {
      svg: `<circle cx="${round(width * random.between(0.4, 0.66))}" cy="${round(height * 0.36)}" r="${round(unit * 21)}" fill="${pen.linear([palette[5], palette[6]])}"/>`,
      depth: 0.1,
      kind: 'thing',
    },
  ];
  for (let i = 0; i < 9; i++) {
    const angle = (i % 2 === 0 ? 1 : -1) * (78 - i * 8.4) + random.between(-6, 6);
    layers.push({
      svg: leaf(
        stage,
        width / 2 + angle * unit * 0.22,
        height * 1.03,
        angle,
        unit * (42 + i * 3.4) * random.between(0.85, 1.1),
        random.pick(greens),
      ),
      depth: 0.2 + i * 0.07,
      kind: 'thing',
    });
  }
  return layers;
}

function mandala(stage: Stage, random: Random, palette: Palette): Layer[] {
  const { width, height, unit, pen } = stage;
  const [cx, cy] = [width / 2, height / 2];
  const layers: Layer[] = [
    {
      svg: cover(
        stage,
        pen.radial([mix(palette[1], palette[2], 0.4), palette[0]], [0.5, 0.5, 0.75]),
      ),
      depth: 0,
      kind: 'back',
    },
  ];
  const rings = 7;
  for (let ring = 0; ring < rings; ring++) {
    const part = 1 - ring / rings;
    const petals = random.pick([8, 12, 16, 24]);
    const outer = unit * 47 * part;
    const wide = (outer * Math.PI) / petals;
    const colour = palette[(ring * 2 + 2) % palette.length] ?? palette[3];
    const kind = random.whole(0, 2);
    const inner = outer * 0.55;
    const shape =
      kind === 0
        ? `M0 ${round(-inner)}C${round(-wide)} ${round(-outer * 0.8)} ${round(-wide * 0.4)} ${round(-outer * 0.95)} 0 ${round(-outer)}C${round(wide * 0.4)} ${round(-outer * 0.95)} ${round(wide)} ${round(-outer * 0.8)} 0 ${round(-inner)}Z`
        : kind === 1
          ? `M${round(-wide * 0.8)} ${round(-inner)}L0 ${round(-outer)}L${round(wide * 0.8)} ${round(-inner)}Z`
          : `M0 ${round(-outer)}a${round(wide * 0.45)} ${round(wide * 0.45)} 0 1 0 .1 0Z`;
    let svg = '';
    for (let i = 0; i < petals; i++) {
      const turn =
        (360 * i) / petals +
        (ring % 2) * (180 / petals) +
        pen.sway(0, 1) * (ring % 2 === 0 ? 5 : -5);
      svg += `<path d="${shape}" transform="translate(${cx} ${cy}) rotate(${turn.toFixed(2)})"/>`;
    }
    layers.push({
      svg: `<g fill="${pen.linear([shade(colour, 0.08), shade(colour, -0.06)])}" stroke="${palette[0]}" stroke-opacity=".35" stroke-width="${round(unit * 0.2)}">${svg}</g><circle cx="${cx}" cy="${cy}" r="${round(inner)}" fill="${mix(palette[0], colour, 0.22)}"/>`,
      depth: 0.1 + ring * 0.1,
      kind: 'thing',
    });
  }
  layers.push({
    svg: `<circle cx="${cx}" cy="${cy}" r="${round(unit * 3)}" fill="${palette[5]}"/>`,
    depth: 0.9,
    kind: 'thing',
  });
  return layers;
}

function shards(stage: Stage, random: Random, palette: Palette): Layer[] {
  const { width, height, unit, pen } = stage;
  const layers: Layer[] = [
    {
      svg: cover(stage, pen.linear([palette[4], palette[3], palette[2]], 'diagonal')),
      depth: 0,
      kind: 'back',
    },
  ];
  for (let i = 0; i < 22; i++) {
    const [x, y] = [random.between(-0.1, 1.1) * width, random.between(0, 1.1) * height];
    const long = unit * random.between(18, 52);
    const wide = unit * random.between(3, 11);
    const angle = -0.9 + random.between(-0.22, 0.22);
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
    const corner = (a: number, b: number): Point => [x + dx * a - dy * b, y + dy * a + dx * b];
    const colour = palette[Math.floor(random.next() * palette.length)] ?? palette[2];
    layers.push({
      svg: `<path d="${polygon([corner(-long, 0), corner(-long * 0.2, -wide), corner(long, 0)])}" fill="${shade(colour, 0.06)}" opacity=".88"/><path d="${polygon([corner(-long, 0), corner(-long * 0.2, wide), corner(long, 0)])}" fill="${shade(colour, -0.07)}" opacity=".88"/>`,
      depth: 0.1 + i * 0.035,
      kind: 'thing',
    });
  }
  return layers;
}
