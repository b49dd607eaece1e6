/**
 * Readable colours for any Telegram theme. Telegram's own hint, accent, destructive and button
 * colours often miss a contrast of 4.5:1; these keep the hue and move only as far as needed.
 */
export type Hex = `#${string}`;
/** The colours that we take from a theme, as far as it has them. */
export type Palette = Partial<Record<PaletteColour, Hex>>;
/** A palette with every colour that the app needs; see `completePalette`. */
export type FullPalette = Record<NeededColour, Hex> & Palette;

type NeededColour =
  | 'bg_color'
  | 'secondary_bg_color'
  | 'section_bg_color'
  | 'bottom_bar_bg_color'
  | 'text_color'
  | 'hint_color'
  | 'link_color'
  | 'accent_text_color'
  | 'button_color'
  | 'button_text_color'
  | 'destructive_text_color';
type PaletteColour = NeededColour | 'section_separator_color';

type Rgb = readonly [number, number, number];

/** The minimum contrast for text in WCAG. */
export const READABLE = 4.5;

function rgb(hex: Hex): Rgb {
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

function hex(colour: Rgb): Hex {
  const two = (v: number) =>
    Math.round(Math.min(255, Math.max(0, v)))
      .toString(16)
      .padStart(2, '0');
  return `#${colour.map(two).join('')}`;
}

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function luminance(colour: Hex): number {
  const [r, g, b] = rgb(colour);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** WCAG 2 contrast of two colours, 1 to 21. */
export function contrast(a: Hex, b: Hex): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** `share` (0 to 1) of `a`, the rest of `b`. */
export function mix(a: Hex, b: Hex, share: number): Hex {
  const [A, B] = [rgb(a), rgb(b)];
  const one = (i: 0 | 1 | 2) => A[i] * share + B[i] * (1 - share);
  return hex([one(0), one(1), one(2)]);
}

/** Whether light text belongs on it. */
export function isDark(colour: Hex): boolean {
  return luminance(colour) < 0.18;
}

function towardsText(colour: Hex, text: Hex, from: number, backgrounds: Hex[]): Hex {
  for (let share = from; share > 0; share -= 0.02) {
    const mixed = mix(colour, text, share);
    if (backgrounds.every((background) => contrast(mixed, background) >= READABLE)) {
      return mixed;
    }
  }
  return text;
}

function toHsl([red, green, blue]: Rgb): Rgb {
  const [r, g, b] = [red / 255, green / 255, blue / 255];
  const max = Math.max(r, g, b);
  const min = Math.min(r, g, b);
  const delta = max - min;
  const lightness = (max + min) / 2;
  if (delta === 0) {
    return [0, 0, lightness];
  }
  const saturation = delta / (1 - Math.abs(2 * lightness - 1));
  if (max === r) {
    return [(((g - b) / delta + 6) % 6) * 60, saturation, lightness];
  }
  return max === g
    ? [((b - r) / delta + 2) * 60, saturation, lightness]
    : [((r - g) / delta + 4) * 60, saturation, lightness];
}

function fromHsl([hue, saturation, lightness]: Rgb): Rgb {
  const one = (n: number) => {
    const k = (n + hue / 30) % 12;
    const chroma = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [one(0), one(8), one(4)];
}

/** Keeps hue and saturation; moves the lightness away from the label until the label is readable. */
export function readableButton(button: Hex, label: Hex): Hex {
  const [hue, saturation, start] = toHsl(rgb(button));
  const step = luminance(label) > 0.4 ? -0.01 : 0.01;
  let colour = button;
  for (let l = start; contrast(colour, label) < READABLE && l > 0.02 && l < 0.98; ) {
    l += step;
    colour = hex(fromHsl([hue, saturation, l]));
  }
  return colour;
}

/** All backgrounds that text stands on. */
export function backgroundsOf(t: FullPalette): Hex[] {
  const { secondary_bg_color: page, section_bg_color: surface, text_color: text } = t;
  return [
    page,
    surface,
    t.bottom_bar_bg_color,
    mix(t.button_color, surface, 0.12),
    mix(t.destructive_text_color, surface, 0.12),
    mix(text, surface, 0.11),
    mix(text, page, 0.06),
  ];
}

/** The variables that override the fixed mixes of tokens.css. */
export function guardedColours(t: FullPalette) {
  const { text_color: text, secondary_bg_color: page, section_bg_color: surface } = t;
  const soft = mix(t.button_color, surface, 0.12);
  const dangerSoft = mix(t.destructive_text_color, surface, 0.12);
  const base = [page, surface, t.bottom_bar_bg_color];
  const greys = [mix(text, surface, 0.11), mix(text, page, 0.06)];
  const link = t.accent_text_color;
  return {
    '--ac-text-2-safe': towardsText(t.hint_color, text, 0.68, [...base, soft, ...greys]),
    '--ac-link-safe': towardsText(link, text, 0.82, [...base, soft]),
    '--ac-danger-safe': towardsText(t.destructive_text_color, text, 0.76, [...base, dangerSoft]),
    '--ac-action-safe': readableButton(t.button_color, t.button_text_color),
  } satisfies Record<`--${string}`, Hex>;
}

/** The same mixes as in tokens.css, for webviews without `color-mix()` (before iOS 16.2). */
export function mixedColours(t: FullPalette, dark: boolean): Record<`--${string}`, Hex> {
  const { text_color: text, section_bg_color: surface } = t;
  return {
    '--ac-icon': mix(t.hint_color, text, 0.82),
    '--ac-action-soft': mix(t.button_color, surface, 0.12),
    '--ac-fill': mix(text, surface, 0.06),
    '--ac-fill-2': mix(text, surface, 0.11),
    '--ac-veil': mix(text, t.secondary_bg_color, 0.06),
    '--ac-track': mix(text, surface, 0.13),
    '--ac-line': mix(text, surface, 0.18),
    '--ac-hair': mix(text, surface, 0.12),
    '--ac-danger-soft': mix(t.destructive_text_color, surface, 0.12),
    '--ac-success-soft': dark ? mix('#5fd09a', surface, 0.14) : mix('#1f9d63', surface, 0.13),
    '--ac-coin-soft': dark ? mix('#f4b93a', surface, 0.15) : '#fcf3dc',
  };
}
