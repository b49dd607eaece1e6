/** Colour arithmetic in OKLCH, where equal steps look equal (Björn Ottosson, 2020). */
export interface Lch {
  /** Lightness 0–1. */
  l: number;
  /** Chroma, 0 to about 0.37. */
  c: number;
  /** Hue in degrees. */
  h: number;
}

export type Grade = (colour: Lch) => Lch;

const toLinear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const fromLinear = (v: number) => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);

/** @param hex `#rrggbb` or `#rgb`. */
export function parseHex(hex: string): Lch {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex;
  const channel = (at: number) => toLinear(Number.parseInt(full.slice(at, at + 2), 16) / 255);
  const [r, g, b] = [channel(1), channel(3), channel(5)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    c: Math.hypot(a, bb),
    h: ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360,
  };
}

function toChannels({ l, c, h }: Lch): [number, number, number] {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ];
}

/** The colour as `#rrggbb`; chroma is reduced until it fits sRGB. */
export function formatHex(colour: Lch): string {
  const l = Math.min(1, Math.max(0, colour.l));
  let c = Math.max(0, colour.c);
  let channels = toChannels({ ...colour, l, c });
  for (let i = 0; i < 12 && channels.some((v) => v < -0.002 || v > 1.002); i++) {
    c *= 0.88;
    channels = toChannels({ ...colour, l, c });
  }
  return `#${channels
    .map((v) => Math.round(255 * fromLinear(Math.min(1, Math.max(0, v)))))
    .map((v) => v.toString(16).padStart(2, '0'))
    .join('')}`;
}

/** A straight mix in OKLab. @param part 0 gives `from`, 1 gives `to`. */
export function mix(from: string, to: string, part: number): string {
  const [x, y] = [parseHex(from), parseHex(to)];
  const axis = (v: Lch, f: (r: number) => number) => v.c * f((v.h * Math.PI) / 180);
  const a = axis(x, Math.cos) * (1 - part) + axis(y, Math.cos) * part;
  const b = axis(x, Math.sin) * (1 - part) + axis(y, Math.sin) * part;
  return formatHex({
    l: x.l * (1 - part) + y.l * part,
    c: Math.hypot(a, b),
    h: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360,
  });
}

/** @param by Lightness added, −1 to 1. */
export function shade(hex: string, by: number): string {
  const colour = parseHex(hex);
  return formatHex({ ...colour, l: colour.l + by });
}

/** The signed difference from one hue to another, −180 to 180. */
export function hueDistance(from: number, to: number): number {
  return ((to - from + 540) % 360) - 180;
}

/** Applies the grade to every colour in the SVG. */
export function regrade(svg: string, grade: Grade): string {
  const known = new Map<string, string>();
  return svg.replace(/#(?:[0-9a-f]{6}|[0-9a-f]{3})(?=["';])/gi, (hex) => {
    let graded = known.get(hex);
    if (graded === undefined) {
      graded = formatHex(grade(parseHex(hex)));
      known.set(hex, graded);
    }
    return graded;
  });
}
