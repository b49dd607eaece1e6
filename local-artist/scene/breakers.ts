import { mix, shade } from '../colour.ts';
import { polygon, round } from '../pen.ts';
import { cover, type Layer, type Stage } from './stage.ts';

const ROWS = 6;

/** A swell with crests that lean over, and foam on them. */
function breaker(stage: Stage, row: number): string {
  const { tones, pen, width, height, horizon, unit } = stage;
  const random = pen.random.fork(`breaker${row}`);
  const near = (row + 1) / ROWS;
  const y = horizon + (height - horizon) * (0.04 + 0.78 * near ** 1.35);
  const lift = unit * (1.4 + 11 * near ** 1.5);
  const step = unit * (20 + 46 * near);
  const foam = mix('#ffffff', tones.light, 0.25);
  const body = mix(tones.water[0], tones.water[1], 0.15 + 0.75 * near);
  // A whole number of crests passes in one loop of a clip, so that the loop is seamless.
  const shift = -step * (pen.moment + random.next());
  let [path, crests, spray] = ['', '', ''];
  for (let x = shift - step; x < width + step * 2; x += step) {
    const tall = lift * (0.75 + 0.35 * Math.sin(x * 0.011 + row * 2));
    const tip = [x + step * 0.62, y - tall] as const;
    path += `C${round(x + step * 0.3)} ${round(y)} ${round(x + step * 0.36)} ${round(tip[1])} ${round(tip[0])} ${round(tip[1])}C${round(x + step * 0.8)} ${round(tip[1] + tall * 0.08)} ${round(x + step * 0.78)} ${round(y - tall * 0.18)} ${round(x + step)} ${round(y)}`;
    crests += `M${round(x + step * 0.34)} ${round(y - tall * 0.62)}C${round(x + step * 0.44)} ${round(tip[1] - tall * 0.04)} ${round(x + step * 0.55)} ${round(tip[1] - tall * 0.07)} ${round(tip[0])} ${round(tip[1] - tall * 0.05)}C${round(x + step * 0.83)} ${round(tip[1] + tall * 0.06)} ${round(x + step * 0.8)} ${round(y - tall * 0.3)} ${round(x + step * 0.97)} ${round(y - tall * 0.06)}C${round(x + step * 0.76)} ${round(y - tall * 0.3)} ${round(x + step * 0.78)} ${round(tip[1] + tall * 0.3)} ${round(tip[0])} ${round(tip[1] + tall * 0.2)}C${round(x + step * 0.52)} ${round(tip[1] + tall * 0.14)} ${round(x + step * 0.42)} ${round(tip[1] + tall * 0.3)} ${round(x + step * 0.34)} ${round(y - tall * 0.62)}Z`;
    for (let i = 0; near > 0.4 && i < 7; i++) {
      const [dx, dy] = [random.between(-0.16, 0.2) * step, random.between(0.05, 0.5) * tall];
      spray += `<circle cx="${round(tip[0] + dx)}" cy="${round(tip[1] - dy)}" r="${round(unit * random.between(0.15, 0.5) * near)}"/>`;
    }
  }
  const fill = pen.linear([shade(body, 0.05), body, shade(body, -0.07)]);
  return `<path d="M${round(shift - step)} ${round(y)}${path}V${height + unit * 8}H${-unit * 8 - step}Z" fill="${fill}"/><path d="${crests}" fill="${foam}" opacity="${round(0.5 + 0.4 * near)}"/><g fill="${foam}" opacity=".75">${spray}</g>`;
}

/** Rocks at the side, with a white foot. */
function rocks({ tones, pen, width, height, unit }: Stage): string {
  const random = pen.random.fork('rocks');
  const right = random.chance(0.5);
  const at = (x: number) => (right ? width - x : x);
  const stone = mix(tones.dark, tones.land[3], 0.35);
  return [34, 24, 15]
    .map((reach, i) => {
      const top = height * (0.72 + i * 0.09);
      const corners: [number, number][] = [
        [at(-unit * 8), top - unit * 6],
        [at(unit * reach * 0.34), top - unit * random.between(5, 9)],
        [at(unit * reach * 0.55), top - unit * random.between(1, 4)],
        [at(unit * reach * 0.8), top + unit * random.between(1, 4)],
        [at(unit * reach), height * (0.8 + i * 0.08)],
        [at(unit * reach * 1.05), height + unit * 8],
        [at(-unit * 8), height + unit * 8],
      ];
      const lit: [number, number][] = corners.slice(0, 4);
      const foot: [number, number] = [at(unit * reach * 0.3), top + unit * 8];
      return `<path d="${polygon(corners)}" fill="${shade(stone, -0.03 * i)}"/><path d="${polygon([...lit, foot])}" fill="${shade(stone, 0.07 - 0.03 * i)}"/>`;
    })
    .join('');
}

/** Surf: rows of breaking waves that grow towards the shore. */
export function breakers(stage: Stage): Layer[] {
  const { tones, pen, horizon } = stage;
  const rows = Array.from({ length: ROWS }, (_, row) => breaker(stage, row));
  return [
    {
      svg: cover(stage, pen.linear([tones.water[0], tones.water[1]]), horizon),
      depth: 0.2,
      kind: 'land',
    },
    ...rows.map((svg, i) => ({ svg, depth: 0.2 + i * 0.08, kind: 'land' as const })),
    { svg: rocks(stage), depth: 0.75, kind: 'land' },
  ];
}
