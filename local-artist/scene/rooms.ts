import { mix, shade } from '../colour.ts';
import { polygon, round } from '../pen.ts';
import { stars } from './skies.ts';
import { cover, type Layer, type Stage } from './stage.ts';

/** Deep space: a glow, drifting nebulae and stars. */
export function space(stage: Stage): Layer[] {
  const { pen, width, height, unit } = stage;
  const random = pen.random.fork('space');
  const [deep, glow, nebula, nebula2] = random.pick([
    ['#06121f', '#16485b', '#2a7f8f', '#8a4a86'],
    ['#0a0820', '#33246b', '#7a3fa0', '#e0688a'],
    ['#0b0a18', '#2b2350', '#c05a6a', '#4a6fc0'],
  ] as const);
  const x = random.between(0.2, 0.8);
  const clouds = Array.from({ length: 16 }, (_, i) => {
    const part = i / 15;
    const cx = width * (-0.05 + part * 1.1);
    const cy = height * (0.75 - part * 0.55) + random.between(-9, 9) * unit;
    const fill = pen.radial([
      [i % 3 === 0 ? nebula2 : nebula, 0, 0.34],
      [i % 3 === 0 ? nebula2 : nebula, 1, 0],
    ]);
    return `<ellipse cx="${round(cx)}" cy="${round(cy)}" rx="${round(unit * random.between(12, 28))}" ry="${round(unit * random.between(7, 17))}" fill="${fill}" transform="rotate(${round(random.between(-50, 0))} ${round(cx)} ${round(cy)})"/>`;
  }).join('');
  return [
    {
      svg: cover(stage, pen.radial([glow, mix(glow, deep, 0.6), deep], [x, 0.25, 0.95])) + clouds,
      depth: 0,
      kind: 'back',
    },
    { svg: stars(stage, height, 240), depth: 0.04, kind: 'back' },
  ];
}

/** A room with an arched window and a view. */
export function room(stage: Stage): Layer[] {
  const { pen, width, height, unit, tones, hour } = stage;
  const random = pen.random.fork('room');
  const dim = hour === 'night' ? 0.45 : 0;
  const wall = mix(random.pick(['#dcc7b4', '#c9d2c6', '#e3d3bb', '#cfc3cf']), tones.land[3], dim);
  const floor = height * 0.76;
  const [x, y, w] = [width * 0.16, height * 0.16, Math.min(width, height) * 0.42];
  const bottom = floor - unit * 6;
  const arch = `M${round(x)} ${round(bottom)}V${round(y + w / 2)}a${round(w / 2)} ${round(w / 2)} 0 0 1 ${round(w)} 0V${round(bottom)}Z`;
  const view = `<g ${pen.clip(`<path d="${arch}"/>`)}><rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(bottom - y)}" fill="${pen.linear(tones.sky)}"/><circle cx="${round(x + w * 0.68)}" cy="${round(y + w * 0.5)}" r="${round(w * 0.1)}" fill="${tones.light}"/><path d="M${round(x)} ${round(bottom - w * 0.34)}q${round(w * 0.3)} ${round(-w * 0.24)} ${round(w * 0.55)} ${round(-w * 0.08)}t${round(w * 0.5)} ${round(-w * 0.1)}V${round(bottom)}H${round(x)}Z" fill="${tones.land[1]}"/><path d="M${round(x)} ${round(bottom - w * 0.12)}q${round(w * 0.4)} ${round(-w * 0.16)} ${round(w)} ${round(w * 0.02)}V${round(bottom)}H${round(x)}Z" fill="${tones.land[2]}"/></g>`;
  const frame = mix('#f6ece0', tones.land[3], dim);
  const bars = `<path d="${arch}M${round(x + w / 2)} ${round(y)}V${round(bottom)}M${round(x)} ${round(y + w * 0.66)}h${round(w)}" fill="none" stroke="${frame}" stroke-width="${round(unit * 1.2)}"/>`;
  const beam = `<path d="${polygon([
    [x + w * 0.1, bottom],
    [x + w, y + w * 0.4],
    [width * 1.05, floor + unit * 4],
    [width * 0.95, height * 1.05],
    [width * 0.3, height * 1.05],
  ])}" fill="${tones.light}" opacity="${hour === 'night' ? 0.1 : 0.26}"/>`;
  const boards = Array.from(
    { length: 9 },
    (_, i) =>
      `M${round(width * (0.5 + (i - 4) * 0.14))} ${round(floor)}L${round(width * (0.5 + (i - 4) * 0.3))} ${height + unit * 8}`,
  ).join('');
  const wood = mix('#a67c5d', tones.land[3], dim);
  return [
    {
      svg:
        cover(stage, pen.linear([shade(wall, 0.03), shade(wall, -0.05)], 'diagonal')) + view + bars,
      depth: 0.1,
      kind: 'back',
    },
    {
      svg: `${cover(stage, pen.linear([wood, shade(wood, -0.12)]), floor)}<path d="${boards}" stroke="${shade(wood, -0.09)}" stroke-width="${round(unit * 0.25)}"/><rect x="${-unit * 8}" y="${round(floor - unit * 1.6)}" width="${width + unit * 16}" height="${round(unit * 1.8)}" fill="${frame}"/>${beam}`,
      depth: 0.3,
      kind: 'land',
    },
  ];
}

const studios = [
  ['#e9dccb', '#b89a7a', '#a98a6c'],
  ['#d9e0dc', '#a9b9b2', '#95a59e'],
  ['#31504b', '#182b2a', '#d8cfc0'],
  ['#f0d3c8', '#d99a8c', '#c07f74'],
  ['#c9d6e6', '#8fa5c0', '#7a90ac'],
  ['#3a2c46', '#1d1528', '#5c4668'],
] as const;

/** A photographer's table: wall, slanting light and a surface. */
export function studio(stage: Stage): Layer[] {
  const { pen, width, height, unit } = stage;
  const random = pen.random.fork('studio');
  const [high, low, table] = random.pick(studios);
  const top = height * 0.72;
  const slant = random.chance(0.5) ? 1 : -1;
  const beam = (x: number, w: number, opacity: number) =>
    `<path d="${polygon([
      [x, -unit * 8],
      [x + w, -unit * 8],
      [x + w - slant * height * 0.5, height * 1.08],
      [x - slant * height * 0.5 - w * 0.1, height * 1.08],
    ])}" fill="#ffffff" opacity="${opacity}"/>`;
  const centre = width * (0.5 + slant * 0.18);
  return [
    {
      svg:
        cover(stage, pen.linear([high, mix(high, low, 0.5), low])) +
        beam(centre, unit * 34, 0.14) +
        beam(centre + unit * 42, unit * 12, 0.11),
      depth: 0.05,
      kind: 'back',
    },
    {
      svg: `${cover(stage, pen.linear([shade(table, 0.03), shade(table, -0.07)]), top)}<rect x="${-unit * 8}" y="${round(top)}" width="${width + unit * 16}" height="${round(unit * 0.6)}" fill="#ffffff" opacity=".25"/>`,
      depth: 0.3,
      kind: 'land',
    },
  ];
}

/** A plain background for a single subject: a glow and a ring, or soft distant hills. */
export function backdrop(stage: Stage): Layer[] {
  const { pen, width, height, unit, tones } = stage;
  const random = pen.random.fork('backdrop');
  const [a, b, ring] = random.pick([
    ['#15454a', '#0c2a33', '#e8b14e'],
    ['#f0d9bf', '#dfae8c', '#c9573a'],
    ['#4a3560', '#211636', '#f29a8c'],
    ['#cfe0dd', '#8fb0ae', '#f7f0e0'],
    ['#274b6d', '#122741', '#f3c06a'],
    ['#f4e9d4', '#d8c59b', '#3f7a66'],
  ] as const);
  const y = height * 0.44;
  const r = Math.min(width, height) * random.between(0.36, 0.42);
  const glow = pen.radial(
    [
      [mix(a, ring, 0.5), 0, 0.8],
      [a, 1, 0],
    ],
    [0.35, 0.3, 0.7],
  );
  return [
    {
      svg: cover(stage, pen.linear([a, b], 'diagonal')) + cover(stage, glow),
      depth: 0.02,
      kind: 'back',
    },
    {
      svg: `<circle cx="${width / 2}" cy="${round(y)}" r="${round(r)}" fill="${ring}" opacity=".2"/><circle cx="${width / 2}" cy="${round(y)}" r="${round(r)}" fill="none" stroke="${mix(ring, tones.light, 0.5)}" stroke-width="${round(unit * 0.4)}" opacity=".65"/>`,
      depth: 0.12,
      kind: 'back',
    },
  ];
}
