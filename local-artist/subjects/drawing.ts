import type { Pen } from '../pen.ts';
import type { Detail } from '../words/detailWords.ts';
import type { ColourWord } from '../words/lookWords.ts';
import type { Place } from '../words/subjectWords.ts';

/**
 * How a subject is placed: `bust` fills the lower part of the picture, `ground` stands on the ground, `table`
 * on a surface (or the ground); others fly, float, swim, or are in the sky.
 */
export type Standing = 'bust' | 'ground' | 'table' | 'fly' | 'float' | 'swim' | 'celestial' | 'top';

export interface Drawing {
  standing: Standing;
  /** The size of the drawing; its base is at 0, 0 (its middle, when it flies or is seen from the top). */
  width: number;
  height: number;
  /** Its relative size, 1 for a grown tree or a house. */
  scale: number;
  /** The place where it is drawn when the prompt names none. */
  home?: Place | 'studio' | 'backdrop' | 'hills';
  /** Made of facets: no soft light is added. */
  faceted?: boolean;
  /** Takes the light of the hour (night, sunset); false for light sources. */
  lit?: boolean;
  /** Wears the colours said of it, instead of being painted in them. */
  dressed?: boolean;
  /** A colour in the prompt tints all of it, also greys: fur and feathers are greyish. */
  tinted?: boolean;
  /** Drawn in front of the people of the picture, not behind them. */
  inFront?: boolean;
  /** @param details what people wear and do */
  draw(pen: Pen, colour?: ColourWord | null, details?: readonly Detail[]): string;
}

/** The paint of every colour that a prompt can give to a subject. */
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
