import type { Random } from './random.ts';

/** What a drawing needs: random numbers, the moment of the clip, and a place for gradients and filters. */
export interface Pen {
  random: Random;
  /** Where in the loop the moment is, 0–1; 0 in a still picture. */
  moment: number;
  defs: string[];
  /** A top-to-bottom (or other) gradient; returns `url(#…)`. */
  linear(colours: readonly Stop[], direction?: 'down' | 'right' | 'diagonal'): string;
  radial(colours: readonly Stop[], centre?: readonly [x: number, y: number, r: number]): string;
  /** A blur filter; returns the attribute. @param deviation in the units of the drawing. */
  blur(deviation: number): string;
  clip(shape: string): string;
  /** A periodic movement over the loop of the clip, −1 to 1. With phase 0 it is 0 at the first moment. */
  sway(phase?: number, cycles?: number): number;
}

/** A colour, or a colour with its place (0–1) and opacity. */
export type Stop = string | readonly [colour: string, at: number, opacity?: number];

const directions = { down: [0, 0, 0, 1], right: [0, 0, 1, 0], diagonal: [0, 0, 1, 1] } as const;

function stops(colours: readonly Stop[]): string {
  return colours
    .map((stop, i) => {
      const even = colours.length > 1 ? i / (colours.length - 1) : 0;
      const [colour, at, opacity] = typeof stop === 'string' ? [stop, even, 1] : stop;
      const alpha = opacity === undefined || opacity === 1 ? '' : ` stop-opacity="${opacity}"`;
      return `<stop offset="${at}" stop-color="${colour}"${alpha}/>`;
    })
    .join('');
}

/** @param prefix makes the ids of this pen's definitions unique. */
export function createPen(random: Random, moment = 0, prefix = 'd'): Pen {
  const defs: string[] = [];
  const known = new Map<string, string>();
  const define = (make: (id: string) => string): string => {
    const content = make('');
    let id = known.get(content);
    if (id === undefined) {
      id = `${prefix}${defs.length}`;
      known.set(content, id);
      defs.push(make(id));
    }
    return id;
  };
  return {
    random,
    moment,
    defs,
    linear(colours, direction = 'down') {
      const [x1, y1, x2, y2] = directions[direction];
      const at = `x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"`;
      const body = stops(colours);
      return `url(#${define((id) => `<linearGradient id="${id}" ${at}>${body}</linearGradient>`)})`;
    },
    radial(colours, [x, y, r] = [0.5, 0.5, 0.5]) {
      const at = `cx="${x}" cy="${y}" r="${r}"`;
      const body = stops(colours);
      return `url(#${define((id) => `<radialGradient id="${id}" ${at}>${body}</radialGradient>`)})`;
    },
    blur(deviation) {
      const area = 'x="-60%" y="-60%" width="220%" height="220%"';
      const body = `<feGaussianBlur stdDeviation="${round(deviation)}"/>`;
      return `filter="url(#${define((id) => `<filter id="${id}" ${area}>${body}</filter>`)})"`;
    },
    clip(shape) {
      return `clip-path="url(#${define((id) => `<clipPath id="${id}">${shape}</clipPath>`)})"`;
    },
    sway(phase = 0, cycles = 1) {
      return Math.sin(2 * Math.PI * (moment * cycles + phase)) - Math.sin(2 * Math.PI * phase);
    },
  };
}

/** One decimal is finer than a pixel and keeps the SVG short. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export type Point = readonly [x: number, y: number];

/** A path through straight segments, closed unless said otherwise. */
export function polygon(points: readonly Point[], closed = true): string {
  return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}${closed ? 'Z' : ''}`;
}

/** A smooth open path through the points (Catmull–Rom as Bézier curves). */
export function smooth(points: readonly Point[]): string {
  const at = (i: number): Point => points[Math.min(points.length - 1, Math.max(0, i))] ?? [0, 0];
  const [x0, y0] = at(0);
  let path = `M${round(x0)} ${round(y0)}`;
  for (let i = 0; i < points.length - 1; i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const first = [b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6];
    const second = [c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6];
    path += `C${[...first, ...second, c[0], c[1]].map(round).join(' ')}`;
  }
  return path;
}
