import type { Pen } from '../pen.ts';
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
  draw(pen: Pen, clothes?: ColourWord | null): string;
}

/** Mirrors a half drawn left of the axis x = 0. */
export function bothSides(half: string): string {
  return `${half}<g transform="scale(-1 1)">${half}</g>`;
}
