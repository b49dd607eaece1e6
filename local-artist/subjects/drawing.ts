import type { Pen } from '../pen.ts';
import type { Detail } from '../words/detailWords.ts';
import type { ColourWord } from '../words/lookWords.ts';
import type { Place } from '../words/subjectWords.ts';

/**
 * How a thing takes its place: a bust fills the foot of the picture, a standing thing is on the
 * ground, a table thing on a surface (or the ground), others fly, float or hang in the sky.
 */
export type Standing = 'bust' | 'ground' | 'table' | 'fly' | 'float' | 'swim' | 'celestial' | 'top';

export interface Drawing {
  standing: Standing;
  /** The size it is drawn in; its foot is at 0, 0 (its middle, when it flies or is seen from the top). */
  width: number;
  height: number;
  /** How large it is beside others, 1 for a grown tree or a house. */
  scale: number;
  /** Where it is at home when the prompt names no place. */
  home?: Place | 'studio' | 'backdrop' | 'hills';
  /** Made of facets already: no soft light is laid over it. */
  faceted?: boolean;
  /** Takes the light of the hour (night, sunset); false for what shines by itself. */
  lit?: boolean;
  /** Wears the colours said of it, instead of being painted in them. */
  dressed?: boolean;
  /** Tinted as a whole by a colour said of it: fur and feathers are greyish. */
  tinted?: boolean;
  /** Stands before the people of the picture, not behind them. */
  inFront?: boolean;
  /** @param details what people wear and do */
  draw(pen: Pen, colour?: ColourWord | null, details?: readonly Detail[]): string;
}

/** The paint of every colour that may be said of a thing. */
export const paintOf = {
  red: '#d63a2e',
  orange: '#ee8434',
  yellow: '#f2c53d',
  gold: '#d9a93f',
  green: '#3f8a55',
  teal: '#2f8a86',
  blue: '#3a66c0',
  purple: '#7a4fa8',
  pink: '#ec7f9e',
  brown: '#8a5a38',
  white: '#f2efe8',
  black: '#2a2c33',
  grey: '#9aa0a8',
} as const satisfies Record<ColourWord, string>;

/** Mirrors a half drawn left of the axis x = 0. */
export function bothSides(half: string): string {
  return `${half}<g transform="scale(-1 1)">${half}</g>`;
}
