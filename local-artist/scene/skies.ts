import { mix, shade } from '../colour.ts';
import { round } from '../pen.ts';
import type { Random } from '../random.ts';
import { cover, type Layer, type Stage } from './stage.ts';

/** The sky with its sun or moon, stars and clouds. */
export function drawSky(stage: Stage, options: { sun?: boolean; clouds?: boolean } = {}): Layer[] {
  const { tones, pen, hour, brief } = stage;
  const layers: Layer[] = [
    {
      svg: cover(
        stage,
        pen.linear(tones.sky.map((c, i) => [c, (i * stage.horizon) / stage.height / 2])),
      ),
      depth: 0,
      kind: 'back',
    },
  ];
  if (hour === 'night' || brief.weather.includes('stars')) {
    layers.push({ svg: stars(stage, stage.horizon, 200), depth: 0.02, kind: 'back' });
  }
  if (options.sun !== false && !brief.weather.includes('rain')) {
    layers.push({ svg: hour === 'night' ? moon(stage) : sun(stage), depth: 0.05, kind: 'back' });
  }
  if (options.clouds !== false) {
    layers.push({ svg: clouds(stage, stage.horizon), depth: 0.12, kind: 'back' });
  }
  return layers;
}

/** @param to The lowest place of a star. */
export function stars(stage: Stage, to: number, count: number): string {
  const random = stage.pen.random.fork('stars');
  const { unit, pen } = stage;
  let svg = '';
  for (let i = 0; i < count; i++) {
    const x = random.between(0, stage.width);
    const y = random.next() ** 1.3 * to;
    const size = unit * (0.08 + 0.26 * random.next() ** 3);
    const phase = random.next();
    const shine = (0.35 + 0.6 * random.next()) * (1 - 0.4 * Math.abs(pen.sway(phase, 1 + (i % 3))));
    svg += `<circle cx="${round(x)}" cy="${round(y)}" r="${size.toFixed(2)}" opacity="${Math.max(0.1, shine).toFixed(2)}"/>`;
    if (i % 23 === 0) {
      const ray = size * 6;
      svg += `<path d="M${round(x - ray)} ${round(y)}L${round(x)} ${round(y - size * 0.7)}L${round(x + ray)} ${round(y)}L${round(x)} ${round(y + size * 0.7)}ZM${round(x)} ${round(y - ray)}L${round(x + size * 0.7)} ${round(y)}L${round(x)} ${round(y + ray)}L${round(x - size * 0.7)} ${round(y)}Z" opacity=".75"/>`;
    }
  }
  return `<g fill="#fffbf0">${svg}</g>`;
}

function sun({ sun: [x, y], unit, tones, pen, hour }: Stage): string {
  const r = unit * (hour === 'day' ? 6.5 : 9);
  const glow = pen.radial([
    [tones.light, 0, 0.75],
    [tones.light, 0.3, 0.32],
    [tones.light, 1, 0],
  ]);
  const disc = hour === 'day' ? tones.light : mix(tones.light, '#ff9a5c', 0.28);
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r * 4.4)}" fill="${glow}"/><circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="${disc}"/>`;
}

function moon({ sun: [x, y], unit, tones, pen }: Stage): string {
  const r = unit * 6;
  const glow = pen.radial([
    [tones.light, 0, 0.42],
    [tones.light, 0.35, 0.13],
    [tones.light, 1, 0],
  ]);
  const disc = pen.radial(
    [
      [shade(tones.light, 0.04), 0],
      [mix(tones.light, '#8fa0b8', 0.35), 1],
    ],
    [0.4, 0.38, 0.7],
  );
  const spots = [
    [-0.3, -0.1, 0.22],
    [0.22, 0.24, 0.3],
    [0.1, -0.42, 0.14],
    [-0.2, 0.5, 0.13],
    [0.5, -0.16, 0.12],
  ]
    .map(
      ([dx = 0, dy = 0, s = 0]) =>
        `<circle cx="${round(x + dx * r)}" cy="${round(y + dy * r)}" r="${round(s * r)}"/>`,
    )
    .join('');
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r * 4.6)}" fill="${glow}"/><circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="${disc}"/><g fill="#7a86a0" opacity=".2">${spots}</g>`;
}

/** One cloud: a flat base with round heaps on top. The middle of the base is at x, y. */
export function cloud(
  random: Random,
  x: number,
  y: number,
  width: number,
  fill: string,
  opacity: number,
): string {
  let svg = `<rect x="${round(x - width / 2)}" y="${round(y - width * 0.1)}" width="${round(width)}" height="${round(width * 0.1)}" rx="${round(width * 0.05)}"/>`;
  const heaps = random.whole(4, 6);
  for (let i = 0; i < heaps; i++) {
    const part = (i + 0.6) / (heaps + 0.2);
    const r = width * (0.07 + 0.13 * Math.sin(part * Math.PI) * random.between(0.75, 1.15));
    svg += `<circle cx="${round(x - width * 0.44 + width * 0.88 * part)}" cy="${round(y - r * 0.75)}" r="${round(r)}"/>`;
  }
  return `<g fill="${fill}" opacity="${opacity}">${svg}</g>`;
}

function clouds(stage: Stage, to: number): string {
  const { pen, tones, width, unit, hour } = stage;
  const random = pen.random.fork('clouds');
  const count = random.whole(2, 4);
  const lit =
    hour === 'night' ? mix(tones.sky[2], tones.sky[1], 0.4) : mix(tones.sky[2], tones.light, 0.7);
  const fill = pen.linear([
    [lit, 0],
    [lit, 0.45, 0.75],
    [tones.sky[2], 1, 0.1],
  ]);
  let svg = '';
  for (let i = 0; i < count; i++) {
    const size = unit * random.between(16, 36);
    const x = random.between(-0.05, 1.05) * width + pen.sway(0, 1) * unit * (1 + i);
    svg += cloud(
      random,
      x,
      to * random.between(0.16, 0.72),
      size,
      fill,
      hour === 'night' ? 0.35 : 0.8,
    );
  }
  return svg;
}
