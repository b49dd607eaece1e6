import { mix, shade } from '../colour.ts';
import { polygon, round } from '../pen.ts';
import type { Random } from '../random.ts';
import { broadleaf, conifer, hill, peaks } from './ridges.ts';
import type { Layer, Stage } from './stage.ts';

const land = (svg: string, depth: number): Layer => ({ svg, depth, kind: 'land' });

/** Haze in a valley. */
function haze(stage: Stage, y: number, height: number, opacity: number): string {
  const { tones, width, unit, pen } = stage;
  const fill = pen.linear([
    [tones.sky[2], 0, 0],
    [tones.sky[2], 0.6, opacity],
    [tones.sky[2], 1, 0],
  ]);
  return `<rect x="${-unit * 8}" y="${round(y - height)}" width="${width + unit * 16}" height="${round(height * 1.5)}" fill="${fill}"/>`;
}

export function mountains(stage: Stage): Layer[] {
  const { tones, horizon, unit, pen, height, width } = stage;
  const random = pen.random.fork('mountains');
  const snow = mix('#ffffff', tones.light, 0.45);
  const { rise } = stage;
  const trees = Array.from({ length: 30 }, (_, i) => {
    const x = ((i + random.next()) / 30) * width * 1.1 - width * 0.05;
    const size =
      unit * (4 + 11 * Math.abs(x / width - 0.5) ** 1.5 * 2.4) * random.between(0.7, 1.25);
    return conifer(
      random,
      x,
      height * 0.9 + random.between(-1, 2) * unit,
      size,
      tones.land[3],
      shade(tones.land[3], 0.06),
    );
  }).join('');
  return [
    land(
      peaks(
        stage,
        random.fork('1'),
        horizon,
        unit * rise * random.between(30, 40),
        tones.land[0],
        snow,
        16,
      ) + haze(stage, horizon, unit * 14, 0.75),
      0.12,
    ),
    land(
      peaks(
        stage,
        random.fork('2'),
        horizon + unit * 8,
        unit * rise * random.between(16, 24),
        tones.land[1],
        null,
        16,
      ) + haze(stage, horizon + unit * 8, unit * 10, 0.5),
      0.22,
    ),
    land(
      hill(stage, random, horizon + unit * 21, unit * 5, mix(tones.land[1], tones.land[2], 0.45)),
      0.3,
    ),
    land(
      hill(
        stage,
        random,
        height * 0.83,
        unit * 10,
        pen.linear([tones.land[2], shade(tones.land[2], -0.06)]),
      ),
      0.4,
    ),
    { svg: trees, depth: 0.5, kind: 'thing' },
    land(
      hill(stage, random, height * 0.95, unit * 6, pen.linear([tones.land[3], tones.dark])),
      0.7,
    ),
  ];
}

export function volcano(stage: Stage): Layer[] {
  const { tones, horizon, unit, pen, height, width } = stage;
  const random = pen.random.fork('volcano');
  const x = width * random.between(0.42, 0.58);
  const y = horizon - unit * 34;
  const smoke = Array.from(
    { length: 9 },
    (_, i) =>
      `<circle cx="${round(x + unit * (i * 1.6 + Math.sin(i) * 3) + pen.sway(i * 0.1) * unit)}" cy="${round(y - unit * i * 3.4)}" r="${round(unit * (3 + i * 1.1))}" fill="${mix('#6d5a60', tones.sky[1], i / 12)}" opacity=".75"/>`,
  ).join('');
  const cone = polygon([
    [x - unit * 44, horizon + unit * 10],
    [x - unit * 20, horizon - unit * 13],
    [x - unit * 6, y],
    [x + unit * 6, y],
    [x + unit * 21, horizon - unit * 15],
    [x + unit * 46, horizon + unit * 10],
  ]);
  const shaded = polygon([
    [x + unit * 2, y],
    [x + unit * 6, y],
    [x + unit * 21, horizon - unit * 15],
    [x + unit * 46, horizon + unit * 10],
    [x + unit * 8, horizon + unit * 10],
    [x + unit * 9, horizon - unit * 14],
  ]);
  const lava = `<path d="${polygon([
    [x - unit * 6, y],
    [x + unit * 6, y],
    [x + unit * 4, y + unit * 5],
    [x + unit * 6, y + unit * 15],
    [x + unit * 2, y + unit * 9],
    [x + unit, y + unit * 24],
    [x - unit * 2, y + unit * 11],
    [x - unit * 6, y + unit * 18],
    [x - unit * 4, y + unit * 7],
  ])}" fill="${pen.linear(['#fff0a0', '#ff8a3c', '#d43a24'])}"/>`;
  const glow = `<circle cx="${round(x)}" cy="${round(y)}" r="${round(unit * 22)}" fill="${pen.radial(
    [
      ['#ff9a4c', 0, 0.6],
      ['#ff9a4c', 1, 0],
    ],
  )}"/>`;
  return [
    land(smoke + glow, 0.1),
    land(
      `<path d="${cone}" fill="${mix('#5a4550', tones.land[1], 0.35)}"/><path d="${shaded}" fill="${mix('#3c2c38', tones.land[2], 0.3)}"/>${lava}`,
      0.16,
    ),
    land(hill(stage, random, horizon + unit * 11, unit * 5, tones.land[2]), 0.3),
    land(
      hill(stage, random, height * 0.95, unit * 8, pen.linear([tones.land[3], tones.dark])),
      0.6,
    ),
  ];
}

const autumnLeaves = ['#c8622c', '#d98a34', '#b5452c', '#e0a844'] as const;

interface TreeRow {
  /** 0 for the farthest row, 1 for the nearest. */
  part: number;
  /** Where the trees stand, from the top. */
  y: number;
  /** The middle height of a tree. */
  size: number;
  tone: string;
  leafy: boolean;
}

function treeRow(stage: Stage, random: Random, row: TreeRow): string {
  const { unit, width, brief } = stage;
  const { part, y, size, tone } = row;
  const count = Math.round((width / size) * (part > 0.9 ? 1.6 : 3.2)) + 2;
  const autumn = brief.season === 'autumn';
  let svg = '';
  for (let i = 0; i < count; i++) {
    const x = ((i + random.between(0.1, 0.9)) / count) * width * 1.16 - width * 0.08;
    // The front rows leave the middle open for a subject.
    if (part > 0.6 && Math.abs(x / width - 0.5) < 0.14 + 0.14 * part) {
      continue;
    }
    const tall = size * random.between(0.75, 1.25);
    const foot = y + unit * random.between(0, 2) * (1 + part);
    if (row.leafy) {
      const crown = autumn ? mix(tone, random.pick(autumnLeaves), 0.35 + 0.45 * part) : tone;
      svg += broadleaf(random, x, foot, tall, crown);
    } else {
      svg += conifer(random, x, foot, tall, shade(tone, -0.03), shade(tone, 0.035));
    }
  }
  return svg;
}

export function forest(stage: Stage): Layer[] {
  const { tones, horizon, unit, pen, height, brief } = stage;
  const random = pen.random.fork('forest');
  const leafy = brief.season === 'autumn' || brief.season === 'spring' || random.chance(0.25);
  const rows = 5;
  return Array.from({ length: rows }, (_, row): Layer[] => {
    const part = row / (rows - 1);
    const y = horizon + (height - horizon) * (0.02 + part * 0.62);
    const size = unit * stage.rise * (13 + 32 * part ** 1.4);
    const tone =
      part < 0.5
        ? mix(mix(tones.sky[2], tones.land[0], 0.65), tones.land[2], part * 2)
        : mix(tones.land[2], tones.land[3], part * 2 - 1);
    const trees = treeRow(stage, random, { part, y, size, tone, leafy });
    const floor = pen.linear([mix(tone, tones.land[2], 0.3), shade(tone, -0.05)]);
    const veil = part < 0.7 ? haze(stage, y + unit * 2, unit * 9, 0.5 - part * 0.4) : '';
    return [
      { svg: trees, depth: 0.12 + part * 0.6, kind: 'thing' },
      land(hill(stage, random, y + unit * 2, unit * 2, floor) + veil, 0.14 + part * 0.6),
    ];
  }).flat();
}

export function desert(stage: Stage): Layer[] {
  const { tones, horizon, unit, pen, height, width } = stage;
  const random = pen.random.fork('desert');
  const sand = ['#e9b07a', '#d98f58', '#b9653f', '#7a3c2e'] as const;
  return [0, 1, 2, 3].map((i) => {
    const base = horizon + (height - horizon) * (0.1 + i * 0.26);
    const lift = unit * (7 + i * 2);
    const tone = mix(sand[i] ?? '#b9653f', tones.land[i as 0 | 1 | 2 | 3], 0.22);
    const x = width * (i % 2 === 0 ? random.between(0.55, 0.8) : random.between(0.2, 0.45));
    const [left, right, bottom] = [-unit * 8, width + unit * 8, height + unit * 8];
    const crest = base - lift;
    const rise = `C${round(x * 0.35)} ${round(base)} ${round(x * 0.6)} ${round(crest - unit)} ${round(x)} ${round(crest)}`;
    const fallTo = `C${round(x + unit * 12)} ${round(crest + lift * 0.5)} ${round(x + unit * 26)} ${round(base + unit * 2)} ${right} ${round(base - unit * 3)}`;
    const body = `M${left} ${round(base + unit * 2)}${rise}${fallTo}V${bottom}H${left}Z`;
    const lee = `M${round(x)} ${round(crest)}C${round(x - unit * 9)} ${round(base + unit * 2)} ${round(x + unit * 8)} ${round(base + unit * 9)} ${round(x - unit * 14)} ${round(base + unit * 30)}H${right}V${round(base - unit * 3)}${`C${round(x + unit * 26)} ${round(base + unit * 2)} ${round(x + unit * 12)} ${round(crest + lift * 0.5)} ${round(x)} ${round(crest)}`}Z`;
    const shadow = `<path d="${lee}" fill="${pen.linear([
      [shade(tone, -0.15), 0, 0.75],
      [shade(tone, -0.1), 1, 0],
    ])}"/>`;
    return land(
      `<path d="${body}" fill="${pen.linear([shade(tone, 0.05), shade(tone, -0.05)])}"/>${shadow}`,
      0.2 + i * 0.18,
    );
  });
}

export function field(stage: Stage): Layer[] {
  const { tones, horizon, unit, pen, height, width } = stage;
  const random = pen.random.fork('field');
  const blooms = random.pick([
    ['#e8584a', '#f6d05c', '#ffffff'],
    ['#8a62c2', '#b48ae0', '#e3c9f4'],
    ['#f6c83c', '#ffe58a', '#f09a3a'],
    ['#ffffff', '#f7b6c8', '#f6d05c'],
  ]);
  const flowers = Array.from({ length: 230 }, () => {
    const near = random.next() ** 0.8;
    const x = random.between(-0.05, 1.05) * width;
    const y = horizon + unit * 12 + (height - horizon - unit * 8) * near;
    const size = unit * (0.25 + 1.15 * near ** 1.6) * random.between(0.6, 1);
    return {
      y,
      svg: `<circle cx="${round(x + pen.sway(random.next()) * unit * 0.3 * near)}" cy="${round(y)}" r="${round(size)}" fill="${blooms[Math.floor(random.next() * blooms.length)] ?? '#ffffff'}"/><circle cx="${round(x)}" cy="${round(y)}" r="${round(size * 0.35)}" fill="${tones.dark}" opacity=".35"/>`,
    };
  })
    .sort((a, b) => a.y - b.y)
    .map(({ svg }) => svg)
    .join('');
  const trees = Array.from({ length: 9 }, () =>
    broadleaf(
      random,
      random.next() * width,
      horizon + unit * random.between(2, 4),
      unit * random.between(5, 9),
      tones.land[2],
    ),
  ).join('');
  return [
    land(hill(stage, random, horizon + unit * 2, unit * 9, tones.land[0]), 0.12),
    land(
      hill(stage, random, horizon + unit * 5, unit * 6, tones.land[1]) +
        haze(stage, horizon + unit * 4, unit * 7, 0.45),
      0.2,
    ),
    { svg: trees, depth: 0.26, kind: 'thing' },
    land(
      hill(
        stage,
        random,
        horizon + unit * 12,
        unit * 5,
        pen.linear([shade(tones.land[2], 0.07), tones.land[2], tones.land[3]]),
      ),
      0.4,
    ),
    { svg: flowers, depth: 0.6, kind: 'thing' },
  ];
}
