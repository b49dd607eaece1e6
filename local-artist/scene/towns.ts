import { mix, shade } from '../colour.ts';
import { type Point, polygon, round } from '../pen.ts';
import type { Random } from '../random.ts';
import { hill } from './ridges.ts';
import { cover, type Layer, type Stage } from './stage.ts';
import { glitter } from './waters.ts';

const lampColours = ['#ffd98a', '#ffc46b', '#fff0c4', '#9fd8e8'] as const;

/** Whether lamps are on: at night and at sunset. */
function isDark({ hour }: Stage): boolean {
  return hour === 'night' || hour === 'sunset';
}

interface Tower {
  x: number;
  /** Its base and its top, from the top of the picture. */
  foot: number;
  top: number;
  w: number;
  colour: string;
}

function roofed(stage: Stage, random: Random, { x, top, w, colour }: Tower): string {
  const { unit } = stage;
  const middle = x + w / 2;
  const gable = (points: Point[], light: number) =>
    `<path d="${polygon([[x, top + 1], ...points, [x + w, top + 1]])}" fill="${shade(colour, light)}"/>`;
  switch (random.whole(0, 4)) {
    case 1: {
      const box = polygon([
        [x + w * 0.2, top],
        [x + w * 0.2, top - unit * 2],
        [x + w * 0.8, top - unit * 2],
        [x + w * 0.8, top],
      ]);
      return `<path d="${box}" fill="${colour}"/><rect x="${round(middle - unit * 0.15)}" y="${round(top - unit * 7)}" width="${round(unit * 0.3)}" height="${round(unit * 5.2)}" fill="${colour}"/>`;
    }
    case 2:
      return gable([[middle, top - w * 0.55]], 0.03);
    case 3:
      return gable([[x, top - w * 0.4]], 0.02);
    default:
      return '';
  }
}

/** @param near 0 far away, 1 close to the eye. */
function windows(stage: Stage, random: Random, tower: Tower, near: number): string {
  const { x, foot, top, w, colour } = tower;
  const { unit } = stage;
  const dark = isDark(stage);
  const columns = Math.max(2, Math.floor(w / (unit * (1.25 + near * 0.6))));
  const gap = w / columns;
  let lit = '';
  let unlit = '';
  for (let wy = top + gap * 0.7; wy < foot + unit * 12; wy += gap * 1.35) {
    for (let i = 0; i < columns; i++) {
      const spot = `M${round(x + gap * (i + 0.26))} ${round(wy)}h${round(gap * 0.48)}v${round(gap * 0.72)}h${round(-gap * 0.48)}Z`;
      if (random.chance(dark ? 0.42 : 0.12)) {
        lit += spot;
      } else {
        unlit += spot;
      }
    }
  }
  const lamp = dark ? random.pick(lampColours) : mix(colour, '#ffffff', 0.6);
  return `<path d="${unlit}" fill="${shade(colour, dark ? -0.05 : 0.045)}"/><path d="${lit}" fill="${lamp}"/>`;
}

function drawTower(stage: Stage, random: Random, tower: Tower, near: number): string {
  const { x, foot, top, w, colour } = tower;
  const face = stage.pen.linear([shade(colour, 0.05), shade(colour, -0.03)]);
  const tall = foot - top + stage.unit * 60;
  const walls = `<rect x="${round(x)}" y="${round(top)}" width="${round(w)}" height="${round(tall)}" fill="${face}"/><rect x="${round(x + w * 0.68)}" y="${round(top)}" width="${round(w * 0.32)}" height="${round(tall)}" fill="${shade(colour, -0.06)}"/>`;
  const roof = roofed(stage, random, tower);
  // Far towers are silhouettes.
  return walls + roof + (near < 0.3 ? '' : windows(stage, random, tower, near));
}

/** Rows of towers from the far end of the town to its front. */
const townRows = [0, 1, 2] as const;
type TownRow = (typeof townRows)[number];

function rowColour({ tones }: Stage, row: TownRow): string {
  switch (row) {
    case 0:
      return mix(tones.land[0], tones.sky[2], 0.45);
    case 1:
      return tones.land[1];
    case 2:
      return mix(tones.land[2], tones.land[3], 0.35);
  }
}

/** The far row is highest in the middle; the others are lower there. */
function towerHeight(stage: Stage, random: Random, row: TownRow, middle: number): number {
  const high =
    row === 0
      ? random.between(20, 46) * stage.rise * middle
      : stage.rise * random.between(8, 40 - row * 6) * (1.15 - middle * 0.62);
  return stage.unit * high + stage.unit * 12;
}

function towerRow(stage: Stage, random: Random, row: TownRow, foot: number): string {
  const { unit, width } = stage;
  const near = row / 2;
  const colour = rowColour(stage, row);
  let svg = '';
  for (let x = -unit * 6; x < width + unit * 6; ) {
    const w = unit * random.between(5, 9.5) * (0.8 + near * 0.35);
    const middle = 1 - Math.abs((x + w / 2) / width - 0.5) * 1.1;
    const top = foot - towerHeight(stage, random, row, middle);
    const tone = shade(colour, random.between(-0.025, 0.025));
    svg += drawTower(stage, random, { x, foot, top, w, colour: tone }, near);
    x += w + unit * (row === 2 ? random.between(0, 4) : random.between(-0.6, 1.2));
  }
  return svg;
}

/** The town's lights on the water, or on wet ground. */
function streaks(stage: Stage, random: Random, foot: number): string {
  const { tones, unit, pen, width } = stage;
  const dark = isDark(stage);
  return Array.from({ length: 46 }, () => {
    const x = random.next() * width;
    const long = unit * random.between(4, 24);
    const lamp = dark ? random.pick(lampColours) : mix(tones.sky[2], '#ffffff', 0.3);
    const wide = unit * random.between(0.3, 1.1);
    const slide = pen.sway(random.next(), 1) * unit * 0.4;
    const fill = pen.linear([
      [lamp, 0, 0.75],
      [lamp, 1, 0],
    ]);
    return `<rect x="${round(x + slide)}" y="${round(foot + unit * random.between(0, 3))}" width="${round(wide)}" height="${round(long)}" fill="${fill}"/>`;
  }).join('');
}

export function city(stage: Stage): Layer[] {
  const { tones, horizon, unit, pen, width, height, hour, sun } = stage;
  const random = pen.random.fork('city');
  const foot = horizon + unit * 15;
  const glow = hour === 'day' || hour === 'dawn' ? tones.light : '#ffb978';
  const layers = townRows.map((row): Layer => {
    const towers = towerRow(stage, random, row, foot);
    const veil = pen.linear([
      [glow, 0, 0],
      [glow, 1, row === 2 ? 0 : 0.3],
    ]);
    const haze = `<rect x="${-unit * 8}" y="${round(foot - unit * 22)}" width="${width + unit * 16}" height="${round(unit * 26)}" fill="${veil}"/>`;
    return { svg: towers + haze, depth: 0.14 + (row / 2) * 0.22, kind: 'thing' };
  });
  const ground = cover(stage, pen.linear([shade(tones.water[0], -0.08), tones.water[1]]), foot);
  const lights = streaks(stage, random, foot);
  const ripples = glitter(stage, foot, isDark(stage) ? sun[0] : null, mix(tones.sky[2], glow, 0.5));
  layers.push({
    svg: `${ground}${lights}${ripples}<rect x="${-unit * 8}" y="${round(foot - unit * 0.5)}" width="${width + unit * 16}" height="${round(unit)}" fill="${tones.dark}"/>`,
    depth: 0.4,
    kind: 'land',
  });
  if (height > width) {
    layers.push({ svg: '', depth: 0.8, kind: 'air' });
  }
  return layers;
}

/** A small house with a pitched roof; its foot is in the middle at x, y. */
export function cottage(stage: Stage, random: Random, x: number, y: number, size: number): string {
  const dark = isDark(stage);
  const snowy = stage.brief.season === 'winter' || stage.brief.weather.includes('snow');
  const wall = mix(
    random.pick(['#f0e2cc', '#e6cfae', '#d8b792', '#c98f6a', '#ece8df']),
    stage.tones.land[2],
    dark ? 0.55 : 0.1,
  );
  const roof = snowy
    ? '#f7fafc'
    : mix(
        random.pick(['#b5482f', '#8e3b34', '#5b5f73', '#a9653c']),
        stage.tones.land[3],
        dark ? 0.5 : 0.1,
      );
  const [w, h] = [size, size * random.between(0.55, 0.75)];
  const r = size * 0.42;
  const lamp = dark ? '#ffd27a' : mix(stage.tones.sky[1], stage.tones.dark, 0.45);
  const square = (px: number, py: number, s: number): string =>
    `<rect x="${round(px)}" y="${round(py)}" width="${round(s)}" height="${round(s * 1.15)}" fill="${lamp}"/>`;
  const gable: Point[] = [
    [x - w / 2, y - h],
    [x - w * 0.2, y - h - r],
    [x + w * 0.1, y - h],
  ];
  return `<rect x="${round(x + w * 0.27)}" y="${round(y - h - r * 1.1)}" width="${round(w * 0.09)}" height="${round(r)}" fill="${shade(wall, -0.16)}"/><rect x="${round(x - w / 2)}" y="${round(y - h)}" width="${round(w)}" height="${round(h)}" fill="${shade(wall, -0.07)}"/><path d="${polygon([...gable, [x + w * 0.1, y], [x - w / 2, y]])}" fill="${wall}"/><path d="${polygon(
    [
      [x - w * 0.2, y - h - r],
      [x + w * 0.3, y - h - r],
      [x + w * 0.58, y - h + r * 0.1],
      [x + w * 0.1, y - h + r * 0.1],
    ],
  )}" fill="${roof}"/><path d="M${round(x - w * 0.57)} ${round(y - h + r * 0.1)}L${round(x - w * 0.2)} ${round(y - h - r)}L${round(x + w * 0.12)} ${round(y - h + r * 0.1)}" fill="none" stroke="${shade(roof, -0.06)}" stroke-width="${round(size * 0.045)}"/>${square(x - w * 0.27, y - h * 0.72, w * 0.14)}${square(x + w * 0.18, y - h * 0.7, w * 0.11)}${square(x + w * 0.34, y - h * 0.7, w * 0.11)}<rect x="${round(x - w * 0.04)}" y="${round(y - h * 0.5)}" width="${round(w * 0.1)}" height="${round(h * 0.5)}" fill="${shade(roof, -0.14)}"/>`;
}

export function village(stage: Stage): Layer[] {
  const { tones, horizon, unit, pen, width, height } = stage;
  const random = pen.random.fork('village');
  const row = (base: number, size: number, count: number) =>
    Array.from({ length: count }, (_, i) =>
      cottage(
        stage,
        random,
        width * ((i + random.between(0.25, 0.75)) / count),
        base + random.between(-1, 1) * unit,
        size * random.between(0.85, 1.2),
      ),
    ).join('');
  return [
    {
      svg: hill(stage, random, horizon + unit * 2, unit * 12, tones.land[0]),
      depth: 0.12,
      kind: 'land',
    },
    {
      svg: hill(stage, random, horizon + unit * 8, unit * 7, tones.land[1]),
      depth: 0.2,
      kind: 'land',
    },
    { svg: row(horizon + unit * 9, unit * 6, 6), depth: 0.26, kind: 'thing' },
    {
      svg: hill(
        stage,
        random,
        horizon + unit * 13,
        unit * 5,
        pen.linear([tones.land[2], shade(tones.land[2], -0.06)]),
      ),
      depth: 0.34,
      kind: 'land',
    },
    { svg: row(horizon + unit * 18, unit * 11, 4), depth: 0.42, kind: 'thing' },
    {
      svg: hill(stage, random, height * 0.92, unit * 4, pen.linear([tones.land[3], tones.dark])),
      depth: 0.6,
      kind: 'land',
    },
  ];
}
