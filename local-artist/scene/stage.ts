import type { Pen } from '../pen.ts';
import type { Brief } from '../words/brief.ts';
import type { Hour } from '../words/lookWords.ts';
import type { Tones } from './tones.ts';

/** A part of a scene that moves as one, and is cut out as one in paper style. */
export interface Layer {
  svg: string;
  /** 0 is farthest, 1 nearest: how much it moves with the camera. */
  depth: number;
  /** Things cast shadows in paper style; air (light, haze, rain) does not. */
  kind: 'back' | 'land' | 'thing' | 'air';
  /** The prompt names its colour: grades of the whole picture do not change it. */
  keepsColour?: boolean;
}

/** What a place or a sky needs to know to draw itself. */
export interface Stage {
  width: number;
  height: number;
  /** Height of the horizon from the top. */
  horizon: number;
  /** Where the main light stands. */
  sun: readonly [x: number, y: number];
  tones: Tones;
  hour: Hour;
  brief: Brief;
  pen: Pen;
  /** About a hundredth of the picture's side: the unit of sizes. */
  unit: number;
  /** How much higher mountains, trees and towers grow in a tall picture; 1 in a square. */
  rise: number;
}

/** The whole picture as one rectangle, and a bit more so that the camera can move. */
export function cover(stage: Stage, fill: string, top = 0): string {
  const edge = stage.unit * 6;
  const y = top === 0 ? -edge : top;
  return `<rect x="${-edge}" y="${y}" width="${stage.width + 2 * edge}" height="${stage.height + edge - y}" fill="${fill}"/>`;
}
