import { mix, shade } from '../colour.ts';
import { type Point, polygon, round, smooth } from '../pen.ts';
import type { Random } from '../random.ts';
import type { Stage } from './stage.ts';

/** A jagged line from left to right by midpoint displacement. */
export function jagged(
  random: Random,
  from: Point,
  to: Point,
  lift: number,
  steps: number,
): Point[] {
  let line: Point[] = [from, to];
  let reach = lift;
  for (let step = 0; step < steps; step++) {
    line = line.flatMap((point, i): Point[] => {
      const next = line[i + 1];
      if (next === undefined) {
        return [point];
      }
      const middle: Point = [
        (point[0] + next[0]) / 2 + random.between(-0.12, 0.12) * (next[0] - point[0]),
        (point[1] + next[1]) / 2 + random.between(-1, 1) * reach,
      ];
      return [point, middle];
    });
    reach *= 0.52;
  }
  return line;
}

/** A range of faceted peaks with a lit and a shaded side, snow on the high ones. */
export function peaks(
  stage: Stage,
  random: Random,
  base: number,
  height: number,
  colour: string,
  snow: string | null,
  skirt = 1,
): string {
  const { width, unit } = stage;
  const foot = base + unit * skirt;
  const edge = unit * 8;
  const count = random.whole(3, 5);
  const span = (width + 2 * edge) / count;
  const order = Array.from({ length: count + 1 }, (_, i) => ({
    x: -edge + span * (i + random.between(-0.3, 0.3)),
    top: height * random.between(0.5, 1),
  })).sort((a, b) => b.top - a.top);
  const lit = stage.sun[0] < width / 2 ? 1 : -1;
  let svg = `<path d="${polygon([[-edge, foot], [-edge, base - height * 0.3], ...jagged(random, [-edge, base - height * 0.3], [width + edge, base - height * 0.3], height * 0.14, 5), [width + edge, foot]])}" fill="${shade(colour, -0.03)}"/>`;
  for (const { x, top } of order) {
    const half = span * random.between(0.75, 1) * (0.5 + (0.5 * top) / height);
    const tip: Point = [x, base - top];
    const left = jagged(random, [x - half, foot], tip, top * 0.09, 3);
    const right = jagged(random, tip, [x + half, foot], top * 0.09, 3);
    const spine = jagged(random, tip, [x + lit * half * 0.22, foot], 0, 3).map(
      ([px, py], i): Point => [px + (i === 0 ? 0 : random.between(-0.11, 0.11) * half), py],
    );
    const shaded = lit > 0 ? [...spine, ...right.toReversed()] : [...left, ...spine];
    svg += `<path d="${polygon([...left, ...right])}" fill="${shade(colour, 0.045)}"/><path d="${polygon(shaded)}" fill="${shade(colour, -0.06)}"/>`;
    if (snow !== null && top > height * 0.62) {
      svg += snowCap(random, tip, left, right, spine, lit, snow, mix(snow, colour, 0.42));
    }
  }
  return svg;
}

function snowCap(
  random: Random,
  tip: Point,
  left: Point[],
  right: Point[],
  spine: Point[],
  lit: number,
  bright: string,
  shadow: string,
): string {
  const cut = (line: Point[]) => {
    const [, , c = tip] = line;
    return c;
  };
  const [a, m, b] = [cut(left.toReversed()), spine[2] ?? tip, cut(right)];
  const zigzag = (p: Point, q: Point): Point[] =>
    [0.25, 0.5, 0.75].map((part, i) => [
      p[0] + (q[0] - p[0]) * part,
      p[1] +
        (q[1] - p[1]) * part +
        (i % 2 === 0 ? 1 : -1) * (tip[1] - p[1]) * random.between(0.1, 0.28),
    ]);
  const [l1 = tip] = left.toReversed().slice(1);
  const [r1 = tip] = right.slice(1);
  const [m1 = tip] = spine.slice(1);
  return (
    `<path d="${polygon([tip, l1, a, ...zigzag(a, m), m, m1])}" fill="${lit > 0 ? bright : shadow}"/>` +
    `<path d="${polygon([tip, r1, b, ...zigzag(b, m), m, m1])}" fill="${lit > 0 ? shadow : bright}"/>`
  );
}

/** A soft hill line filled to the bottom. */
export function hill(
  stage: Stage,
  random: Random,
  base: number,
  height: number,
  fill: string,
): string {
  const edge = stage.unit * 8;
  return `<path d="${hillLine(stage, random, base, height)}V${round(stage.height + edge)}H${-edge}Z" fill="${fill}"/>`;
}

function hillLine(stage: Stage, random: Random, base: number, height: number): string {
  const { width, unit } = stage;
  const edge = unit * 8;
  const count = random.whole(3, 5);
  const points = Array.from(
    { length: count + 1 },
    (_, i): Point => [
      -edge + ((width + 2 * edge) * i) / count,
      base - height * random.between(0, 1),
    ],
  );
  return smooth(points);
}

/** A conifer of stacked tiers, foot at x, y. */
export function conifer(
  random: Random,
  x: number,
  y: number,
  height: number,
  fill: string,
  lit: string,
): string {
  const half = height * random.between(0.17, 0.23);
  const tiers = 4;
  const side = (direction: number): Point[] => {
    const points: Point[] = [[x, y - height]];
    for (let i = 1; i <= tiers; i++) {
      const at = y - height + (height * 0.93 * i) / tiers;
      const out = half * (i / tiers) * random.between(0.9, 1.08);
      points.push([x + direction * out, at]);
      if (i < tiers) {
        points.push([x + direction * out * 0.52, at - height * 0.035]);
      }
    }
    points.push([x, y - height * 0.05]);
    return points;
  };
  return (
    `<rect x="${round(x - height * 0.018)}" y="${round(y - height * 0.08)}" width="${round(height * 0.036)}" height="${round(height * 0.09)}" fill="#4a3428"/>` +
    `<path d="${polygon(side(-1))}" fill="${lit}"/><path d="${polygon(side(1))}" fill="${fill}"/>`
  );
}

/** A broad-leaved tree: a cloud of facets on a trunk. */
export function broadleaf(
  random: Random,
  x: number,
  y: number,
  height: number,
  fill: string,
): string {
  const r = height * 0.3;
  const cy = y - height * 0.66;
  let svg = `<path d="M${round(x - r * 0.1)} ${round(y)}L${round(x - r * 0.06)} ${round(cy)}H${round(x + r * 0.06)}L${round(x + r * 0.12)} ${round(y)}Z" fill="#5a4032"/>`;
  for (let i = 0; i < 7; i++) {
    const angle = (i / 7) * Math.PI * 2 + random.between(-0.3, 0.3);
    const away = i === 6 ? 0 : r * random.between(0.4, 0.62);
    const [bx, by] = [x + Math.cos(angle) * away, cy + Math.sin(angle) * away * 1.1];
    const size = r * random.between(0.5, 0.68);
    svg += `<circle cx="${round(bx)}" cy="${round(by)}" r="${round(size)}" fill="${shade(fill, by < cy ? random.between(0, 0.07) : random.between(-0.07, -0.01))}"/>`;
  }
  return svg;
}
