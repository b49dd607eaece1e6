import { type Grade, hueDistance, type Lch } from '../colour.ts';
import type { ColourWord, Mood } from '../words/lookWords.ts';

interface Pull {
  /** The target hue, and how far colours move towards it. */
  hue: number;
  strength: number;
  /** Factor and floor of the chroma. */
  chroma: number;
  floor: number;
  /** Lightness added, and the factor of its contrast about the middle. */
  light: number;
}

const colourPulls = {
  red: { hue: 26, strength: 0.92, chroma: 1.15, floor: 0.1, light: -0.03 },
  orange: { hue: 55, strength: 0.9, chroma: 1.15, floor: 0.09, light: 0 },
  yellow: { hue: 92, strength: 0.9, chroma: 1.15, floor: 0.09, light: 0.06 },
  gold: { hue: 82, strength: 0.9, chroma: 1, floor: 0.08, light: 0 },
  green: { hue: 150, strength: 0.9, chroma: 1.05, floor: 0.08, light: -0.02 },
  teal: { hue: 192, strength: 0.9, chroma: 1, floor: 0.07, light: 0 },
  blue: { hue: 252, strength: 0.92, chroma: 1.1, floor: 0.09, light: -0.03 },
  purple: { hue: 303, strength: 0.92, chroma: 1.1, floor: 0.09, light: -0.03 },
  pink: { hue: 355, strength: 0.9, chroma: 1, floor: 0.08, light: 0.05 },
  brown: { hue: 58, strength: 0.9, chroma: 0.6, floor: 0.04, light: -0.06 },
  white: { hue: 90, strength: 0.2, chroma: 0.25, floor: 0, light: 0.2 },
  black: { hue: 265, strength: 0.3, chroma: 0.35, floor: 0, light: -0.26 },
  grey: { hue: 255, strength: 0.4, chroma: 0.15, floor: 0, light: 0 },
} as const satisfies Record<ColourWord, Pull>;

const clampLight = (l: number) => Math.min(0.985, Math.max(0.06, l));

function pullTo(pull: Pull, { l, c, h }: Lch): Lch {
  // Very light and very dark colours get only a trace of it: white stays white, black stays black.
  const middle = Math.max(0.25, 1 - Math.abs(2 * l - 1.1) ** 3);
  return {
    l: clampLight(l + pull.light * (0.4 + 0.6 * middle)),
    c: Math.max(c * pull.chroma, pull.floor * middle),
    h: (h + hueDistance(h, pull.hue) * (c < 0.03 ? 1 : pull.strength) + 360) % 360,
  };
}

/** Tints a whole picture: with the first colour, and the light parts with the second. */
export function colourGrade(colours: readonly ColourWord[]): Grade | null {
  const [first, second] = colours;
  if (first === undefined) {
    return null;
  }
  const lead = colourPulls[first];
  const lights = colourPulls[second ?? first];
  return (colour) => pullTo(colour.l > 0.68 ? lights : lead, colour);
}

/** Tints one subject: light and shade stay, greys and whites hardly change. */
export function subjectGrade(colour: ColourWord, tintsAll = false): Grade {
  const pull = colourPulls[colour];
  const bleaches = colour === 'white' || colour === 'black' || colour === 'grey';
  return (lch) => {
    if (bleaches || lch.c > 0.045 || (tintsAll && lch.l > 0.32 && lch.l < 0.9)) {
      return pullTo({ ...pull, strength: 1, light: pull.light * 1.4 }, lch);
    }
    return lch;
  };
}

const sway = (h: number, to: number, part: number) => (h + hueDistance(h, to) * part + 360) % 360;

export const moodGrades = {
  warm: ({ l, c, h }) => ({ l, c: Math.max(c, 0.035), h: sway(h, 58, 0.5) }),
  cold: ({ l, c, h }) => ({ l, c: Math.max(c * 0.85, 0.03), h: sway(h, 238, 0.62) }),
  pastel: ({ l, c, h }) => ({ l: 0.52 + 0.46 * l, c: c * 0.62, h }),
  neon: ({ l, c, h }) => ({
    l: l < 0.62 ? l * 0.62 : l,
    c: Math.max(c * 1.7, 0.1),
    h:
      hueDistance(h, 330) ** 2 < hueDistance(h, 215) ** 2 ? sway(h, 335, 0.72) : sway(h, 225, 0.72),
  }),
  monochrome: ({ l }) => ({ l: clampLight(0.5 + (l - 0.5) * 1.15), c: 0, h: 0 }),
  dark: ({ l, c, h }) => ({ l: l * 0.62, c: c * 0.9, h }),
  vivid: ({ l, c, h }) => ({ l: clampLight(0.5 + (l - 0.5) * 1.06), c: c * 1.35 + 0.01, h }),
  sepia: ({ l, c }) => ({ l: 0.14 + l * 0.8, c: 0.03 + Math.min(0.04, c * 0.4), h: 72 }),
} as const satisfies Record<Mood, Grade>;

/** Turns daylight into moonlight: darker and bluer, lamps and the moon stay bright. */
export function nightGrade({ l, c, h }: Lch): Lch {
  const lamp = l > 0.82 && c > 0.06;
  return lamp
    ? { l: l * 0.98, c, h }
    : {
        l: 0.07 + l * 0.7,
        c: c * 0.95 + 0.008,
        h: c < 0.03 ? sway(h, 265, 0.85) : sway(h, 275, 0.1),
      };
}

/** Moonlight for a subject whose colour the prompt names: only darker. */
export function colouredNightGrade({ l, c, h }: Lch): Lch {
  return c > 0.06 ? { l: 0.06 + l * 0.84, c, h } : nightGrade({ l, c, h });
}

/** The light of a low sun. */
export function sunsetGrade({ l, c, h }: Lch): Lch {
  return {
    l: l * 0.93,
    c: Math.max(c * 1.05, 0.02),
    h: sway(h, l > 0.55 ? 55 : 15, c < 0.05 ? 0.5 : 0.16),
  };
}
