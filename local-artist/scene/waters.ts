import { mix, shade } from '../colour.ts';
import { polygon, round } from '../pen.ts';
import { conifer, peaks } from './ridges.ts';
import { cover, type Layer, type Stage } from './stage.ts';

/** Strokes of light on water, closer and thinner towards the horizon. */
export function glitter(stage: Stage, top: number, centre: number | null, colour: string): string {
  const { pen, unit, width, height } = stage;
  const random = pen.random.fork(`glitter${centre === null}`);
  let svg = '';
  for (let i = 0; i < 70; i++) {
    const near = random.next() ** 1.6;
    const y = top + (height - top) * near + unit * 0.4;
    const spread = centre === null ? width * 0.55 : unit * (3 + 16 * near);
    const x =
      (centre ?? width / 2) +
      random.between(-1, 1) * spread +
      pen.sway(random.next(), 1) * unit * (0.6 + near);
    const half = unit * (0.8 + 5 * near) * random.between(0.4, 1);
    const thick = unit * (0.07 + 0.26 * near);
    svg += `<path d="${polygon([
      [x - half, y],
      [x, y - thick],
      [x + half, y],
      [x, y + thick],
    ])}" opacity="${round(random.between(0.25, 0.8))}"/>`;
  }
  return `<g fill="${colour}">${svg}</g>`;
}

function water(stage: Stage): Layer {
  const { tones, pen, horizon, sun, hour } = stage;
  const body = cover(stage, pen.linear([tones.water[0], tones.water[1]]), horizon);
  const light = hour === 'day' ? mix(tones.water[0], '#ffffff', 0.7) : tones.light;
  return {
    svg:
      body +
      glitter(stage, horizon, null, mix(tones.water[0], '#ffffff', 0.35)) +
      glitter(stage, horizon, sun[0], light),
    depth: 0.3,
    kind: 'land',
  };
}

export function sea(stage: Stage): Layer[] {
  const { tones, width, unit, horizon, pen, height } = stage;
  const random = pen.random.fork('sea');
  const far = `<path d="${polygon([
    [width * random.between(0.5, 0.7), horizon + 1],
    [width * 0.78, horizon - unit * 3.5],
    [width * 0.86, horizon - unit * 2.4],
    [width * 0.93, horizon - unit * 5],
    [width + unit * 8, horizon - unit],
    [width + unit * 8, horizon + 1],
  ])}" fill="${mix(tones.sky[2], tones.land[0], 0.7)}"/>`;
  const swell = Array.from({ length: 4 }, (_, i) => {
    const y = horizon + (height - horizon) * (0.22 + i * 0.22);
    const lift = unit * (0.8 + i * 0.9);
    const shift = unit * pen.sway(i * 0.2, 1) * 2 + random.between(-9, 9) * unit;
    const step = unit * (16 + i * 9);
    let path = `M${round(-step + shift - step)} ${round(y)}`;
    for (let x = -step + shift; x < width + step * 2; x += step) {
      path += `q${round(step * 0.25)} ${round(-lift * 1.5)} ${round(step * 0.5)} ${round(-lift * 0.2)}t${round(step * 0.5)} ${round(lift * 0.2)}`;
    }
    const fill = mix(tones.water[0], tones.water[1], 0.3 + i * 0.2);
    return `<path d="${path}V${height + unit * 8}H${-unit * 20}Z" fill="${fill}" opacity=".55"/>`;
  }).join('');
  const base = water(stage);
  return [
    { svg: far, depth: 0.15, kind: 'land' },
    { ...base, svg: base.svg + swell },
  ];
}

export function lake(stage: Stage): Layer[] {
  const { tones, horizon, unit, pen, width, height } = stage;
  const random = pen.random.fork('lake');
  const snow = mix('#ffffff', tones.light, 0.4);
  const range =
    peaks(
      stage,
      random.fork('far'),
      horizon,
      unit * stage.rise * random.between(24, 32),
      tones.land[0],
      snow,
    ) +
    peaks(
      stage,
      random.fork('near'),
      horizon,
      unit * stage.rise * random.between(12, 17),
      tones.land[1],
      null,
    );
  const shore = Array.from({ length: 26 }, (_, i) => {
    const x = ((i + random.next()) / 26) * width * 1.1 - width * 0.05;
    const away = Math.abs(x / width - 0.5) * 2;
    const size = unit * (2.5 + 9 * away ** 2) * random.between(0.7, 1.2);
    return conifer(
      random,
      x,
      horizon + unit * 0.3,
      size,
      shade(tones.land[3], -0.02),
      shade(tones.land[3], 0.03),
    );
  }).join('');
  const mirror = `<g transform="translate(0 ${round(horizon * 2)}) scale(1 -1)" opacity=".42">${range}${shore}</g>`;
  const veil = cover(
    stage,
    pen.linear([
      [tones.water[0], 0, 0.1],
      [tones.water[1], 0.6, 0.85],
      [tones.water[1], 1, 1],
    ]),
    horizon,
  );
  const bottom = cover(
    stage,
    pen.linear([mix(tones.water[0], tones.sky[2], 0.4), tones.water[1]]),
    horizon,
  );
  const reeds = Array.from({ length: 34 }, (_, i) => {
    const left = i % 2 === 0;
    const x = (left ? 0 : width) + (left ? 1 : -1) * random.between(-3, 17) * unit;
    const size = unit * random.between(6, 16);
    const lean = random.between(-2, 2) * unit + pen.sway(random.next(), 1) * unit * 0.6;
    return `<path d="M${round(x)} ${round(height + unit * 2)}q${round(lean * 0.2)} ${round(-size * 0.6)} ${round(lean)} ${round(-size)}q${round(-lean * 0.2)} ${round(size * 0.5)} ${round(-lean + unit * 0.7)} ${round(size)}Z"/>`;
  }).join('');
  return [
    { svg: range, depth: 0.15, kind: 'land' },
    { svg: shore, depth: 0.22, kind: 'land' },
    {
      svg:
        bottom + mirror + veil + glitter(stage, horizon, null, mix(tones.sky[2], '#ffffff', 0.4)),
      depth: 0.24,
      kind: 'land',
    },
    { svg: `<g fill="${tones.dark}">${reeds}</g>`, depth: 0.9, kind: 'thing' },
  ];
}

/** Bands of rolling waves, from the colours of the sky to deep water. */
export function waves(stage: Stage): Layer[] {
  const { tones, pen, width, height, unit } = stage;
  const random = pen.random.fork('waves');
  const count = 13;
  const scale = [
    tones.water[1],
    tones.water[0],
    mix(tones.water[0], '#7fd0b0', 0.5),
    '#f4e3b4',
    '#f3b97c',
    '#e0684f',
    '#8f3347',
    tones.dark,
  ];
  const phase = random.next() * 6;
  const top = stage.horizon * random.between(0.62, 0.8);
  const bands = Array.from({ length: count }, (_, i): string => {
    const part = (i / (count - 1)) * (scale.length - 1);
    const at = Math.min(scale.length - 2, Math.floor(part));
    const fill = mix(scale[at] ?? '#000000', scale[at + 1] ?? '#000000', part - at);
    const y = top + ((height * 1.02 - top) * i) / count;
    let path = `M${-unit * 8} ${round(y)}`;
    for (let s = 0; s <= 24; s++) {
      const x = -unit * 8 + ((width + unit * 16) * s) / 24;
      const angle = (x / width) * 7 + phase + i * 0.17;
      const lift =
        Math.sin(angle + pen.sway(0.02 * i, 1) * 0.5) * 7 +
        Math.sin(angle * 0.47 + 1 + i * 0.1) * 8;
      path += `L${round(x)} ${round(y - lift * unit)}`;
    }
    const line = shade(fill, 0.07);
    return `<path d="${path}V${height + unit * 8}H${-unit * 8}Z" fill="${fill}" stroke="${line}" stroke-width="${round(unit * 0.18)}" stroke-linejoin="round"/>`;
  });
  return bands.map((svg, i) => ({ svg, depth: 0.2 + (0.7 * i) / count, kind: 'land' as const }));
}

export function beach(stage: Stage): Layer[] {
  const { tones, width, height, unit, horizon, pen } = stage;
  const sand = mix(tones.light, '#e3b981', 0.6);
  const y = height * 0.82;
  const edge = unit * 8;
  const slide = pen.sway(0, 1) * unit;
  const shoreline = (dy: number) =>
    `M${-edge} ${round(y + dy + unit * 4)}C${round(width * 0.25)} ${round(y + dy - unit * 3 + slide)} ${round(width * 0.55)} ${round(y + dy + unit * 5 + slide)} ${width + edge} ${round(y + dy - unit * 5)}V${height + edge}H${-edge}Z`;
  return [
    ...sea({ ...stage, horizon }),
    {
      svg: `<path d="${shoreline(-unit * 1.6)}" fill="#ffffff" opacity=".75"/><path d="${shoreline(0)}" fill="${mix(sand, tones.water[0], 0.3)}"/><path d="${shoreline(unit * 1.8)}" fill="${pen.linear([shade(sand, 0.02), shade(sand, -0.1)])}"/>`,
      depth: 0.6,
      kind: 'land',
    },
  ];
}

export function underwater(stage: Stage): Layer[] {
  const { tones, pen, width, height, unit } = stage;
  const random = pen.random.fork('underwater');
  const top = mix(tones.water[0], '#8fe6e0', 0.45);
  const back = cover(
    stage,
    pen.linear([
      [top, 0],
      [mix(top, tones.water[1], 0.6), 0.5],
      [shade(tones.water[1], -0.04), 1],
    ]),
  );
  const rays = Array.from({ length: 6 }, (_, i) => {
    const x =
      width * (0.05 + i * 0.17) + random.between(-6, 6) * unit + pen.sway(i * 0.3, 1) * unit * 2;
    const spread = unit * random.between(4, 12);
    return `<path d="${polygon([
      [x, -unit * 8],
      [x + spread * 0.5, -unit * 8],
      [x - spread, height * 0.9],
      [x - spread * 3, height * 0.9],
    ])}" fill="${pen.linear([
      ['#ffffff', 0, 0.3],
      ['#ffffff', 1, 0],
    ])}"/>`;
  }).join('');
  const floor = (base: number, colour: string) => {
    let path = `M${-unit * 8} ${height + unit * 8}V${round(base)}`;
    for (let i = 0; i <= 8; i++) {
      path += `L${round(-unit * 8 + ((width + unit * 16) * i) / 8)} ${round(base - random.between(0, 9) * unit)}`;
    }
    return `<path d="${path}V${height + unit * 8}Z" fill="${colour}"/>`;
  };
  const weed = (x: number, size: number, colour: string) => {
    const bend = pen.sway(random.next(), 1) * unit * 1.5;
    const w = size * 0.06;
    return `<path d="M${round(x)} ${height + unit}c${round(-w * 4)} ${round(-size * 0.3)} ${round(w * 4 + bend)} ${round(-size * 0.6)} ${round(bend)} ${round(-size)}c${round(w * 6)} ${round(size * 0.4)} ${round(-w * 2)} ${round(size * 0.7)} ${round(w * 2 - bend)} ${round(size)}Z" fill="${colour}"/>`;
  };
  const corals = ['#e8705f', '#f0a45c', '#c95b8a', '#3f9a8c', '#2d7a6a'] as const;
  const plants = Array.from({ length: 16 }, (_, i) => {
    const side = i % 2 === 0 ? random.between(-0.02, 0.28) : random.between(0.72, 1.02);
    return weed(
      width * side,
      unit * random.between(8, 30),
      shade(random.pick(corals), random.between(-0.12, 0)),
    );
  }).join('');
  const bubbles = Array.from({ length: 26 }, () => {
    const rise = (random.next() + 1 - pen.moment) % 1;
    return `<circle cx="${round(random.next() * width)}" cy="${round(rise * height)}" r="${round(unit * random.between(0.25, 1.1))}" fill="#ffffff" fill-opacity=".16" stroke="#ffffff" stroke-opacity=".55" stroke-width="${round(unit * 0.12)}"/>`;
  }).join('');
  return [
    { svg: back + rays, depth: 0, kind: 'back' },
    { svg: floor(height * 0.9, shade(tones.water[1], 0.06)), depth: 0.3, kind: 'land' },
    { svg: floor(height * 0.97, shade(tones.water[1], -0.05)) + plants, depth: 0.6, kind: 'thing' },
    { svg: bubbles, depth: 0.8, kind: 'air' },
  ];
}
