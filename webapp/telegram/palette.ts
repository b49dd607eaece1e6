/** Completes a Telegram theme: missing or invalid colours come from a default one. */
import { isRecord } from './host.ts';
import {
  backgroundsOf,
  contrast,
  type FullPalette,
  type Hex,
  isDark,
  mix,
  type Palette,
  READABLE,
  readableButton,
} from './themeGuard.ts';

export type { Palette };

export const paletteKeys = [
  'bg_color',
  'secondary_bg_color',
  'section_bg_color',
  'bottom_bar_bg_color',
  'text_color',
  'hint_color',
  'link_color',
  'accent_text_color',
  'button_color',
  'button_text_color',
  'destructive_text_color',
  'section_separator_color',
] as const satisfies readonly (keyof Palette)[];

/** Reads the colours one by one; invalid and unused ones are left out. */
export function readPalette(value: unknown): Palette {
  const palette: Palette = {};
  if (isRecord(value)) {
    for (const key of paletteKeys) {
      const colour = readColour(value[key]);
      if (colour) {
        palette[key] = colour;
      }
    }
  }
  return palette;
}

/** Telegram documents `#rrggbb`; clients have also sent numbers, short forms, and forms with opacity. */
function readColour(value: unknown): Hex | null {
  if (typeof value === 'number' && Number.isInteger(value)) {
    return `#${(value & 0xffffff).toString(16).padStart(6, '0')}`;
  }
  const digits = /^#([\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i.exec(String(value))?.[1]?.toLowerCase();
  if (!digits) {
    return null;
  }
  const six = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits.slice(0, 6);
  return `#${six}`;
}

export const lightPalette = {
  bg_color: '#ffffff',
  secondary_bg_color: '#efeff4',
  text_color: '#000000',
  hint_color: '#8e8e93',
  link_color: '#007aff',
  button_color: '#007aff',
  button_text_color: '#ffffff',
  destructive_text_color: '#ff3b30',
} as const satisfies Palette;

export const darkPalette = {
  bg_color: '#17212b',
  secondary_bg_color: '#0e1621',
  text_color: '#f5f5f5',
  hint_color: '#708499',
  link_color: '#6ab3f3',
  button_color: '#5288c1',
  button_text_color: '#ffffff',
  destructive_text_color: '#ec3942',
} as const satisfies Palette;

/** The palette with every colour that we need, and with text and buttons that can be read. */
export function completePalette(given: Palette): FullPalette {
  const base = isForDark(given) ? darkPalette : lightPalette;
  const bg = given.bg_color ?? base.bg_color;
  const surface = given.section_bg_color ?? bg;
  const link = given.link_color ?? given.accent_text_color ?? base.link_color;
  const whole: FullPalette = {
    ...base,
    ...given,
    bg_color: bg,
    section_bg_color: surface,
    bottom_bar_bg_color: given.bottom_bar_bg_color ?? surface,
    link_color: link,
    accent_text_color: given.accent_text_color ?? link,
  };
  return withReadableButton(withReadableText(whole));
}

function isForDark({ bg_color, secondary_bg_color, section_bg_color, text_color }: Palette) {
  const background = secondary_bg_color ?? bg_color ?? section_bg_color;
  if (background) {
    return isDark(background);
  }
  return text_color !== undefined && !isDark(text_color);
}

function withReadableText(palette: FullPalette): FullPalette {
  const reads = (text: Hex, on: FullPalette) =>
    backgroundsOf({ ...on, text_color: text }).every((one) => contrast(text, one) >= READABLE);
  const { text_color, bg_color } = palette;
  const text = [text_color, '#000000' as const, '#ffffff' as const].find((one) =>
    reads(one, palette),
  );
  if (text) {
    return { ...palette, text_color: text };
  }
  // No text colour is readable on all of these surfaces: they all get one colour, as near to the background as
  // the contrast allows.
  const ink = readableOn(bg_color);
  const paper = ink === '#ffffff' ? '#000000' : '#ffffff';
  for (let share = 1; share > 0; share -= 0.05) {
    const one = onOneSurface(palette, ink, mix(bg_color, paper, share));
    if (reads(ink, one)) {
      return one;
    }
  }
  return onOneSurface(palette, ink, paper);
}

function onOneSurface(palette: FullPalette, text_color: Hex, surface: Hex): FullPalette {
  return {
    ...palette,
    text_color,
    bg_color: surface,
    secondary_bg_color: surface,
    section_bg_color: surface,
    bottom_bar_bg_color: surface,
  };
}

/** The button keeps its hue where a darker or lighter shade makes its label readable. */
function withReadableButton(palette: FullPalette): FullPalette {
  const { button_color: button, button_text_color: label } = palette;
  const reads = contrast(readableButton(button, label), label) >= READABLE;
  return reads ? palette : { ...palette, button_text_color: readableOn(button) };
}

/** White or black: one of them is readable on any colour. */
function readableOn(background: Hex): Hex {
  const white = '#ffffff';
  return contrast(white, background) >= READABLE ? white : '#000000';
}
