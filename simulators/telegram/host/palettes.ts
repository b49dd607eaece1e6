/** The theme parameters Telegram's apps send, by app and mode. */
export type Palette = Record<string, string> & { bg_color: string };

export const THEMES = [
  'ios-day',
  'ios-black',
  'android-day',
  'android-night',
  'desktop-day',
  'desktop-night',
] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_NAMES = {
  'ios-day': 'iOS · day',
  'ios-black': 'iOS · black',
  'android-day': 'Android · day',
  'android-night': 'Android · night',
  'desktop-day': 'Desktop · day',
  'desktop-night': 'Desktop · night',
} satisfies Record<Theme, string>;

const KEYS = [
  'bg_color',
  'secondary_bg_color',
  'section_bg_color',
  'header_bg_color',
  'bottom_bar_bg_color',
  'text_color',
  'hint_color',
  'subtitle_text_color',
  'link_color',
  'accent_text_color',
  'button_color',
  'button_text_color',
  'destructive_text_color',
  'section_header_text_color',
  'section_separator_color',
] as const;

/** Six-digit colours in the order of KEYS. */
const COLOURS = {
  'ios-day':
    'ffffff efeff4 ffffff efeff4 f8f8fa 000000 8e8e93 8e8e93 007aff 007aff 007aff ffffff ff3b30 6d6d72 c8c7cc',
  'ios-black':
    '000000 1c1c1d 2c2c2e 1c1c1d 1d1d1d ffffff 98989e 98989e 3e88f7 3e88f7 3e88f7 ffffff eb5545 8d8e93 545458',
  'android-day':
    'ffffff f0f0f0 ffffff 527da3 f0f0f0 222222 a8a8a8 82868a 2678b6 1c93e3 50a8eb ffffff cc2929 3a95d5 d9d9d9',
  'android-night':
    '212d3b 151e27 1d2733 151e27 1a232e ffffff 7d8b99 7b8790 5eabe1 64b5ef 50a8eb ffffff ee686f 79c4fc 2c3846',
  'desktop-day':
    'ffffff f1f1f1 ffffff ffffff ffffff 000000 999999 999999 168acd 168acd 40a7e3 ffffff d14e4e 168acd e7e7e7',
  'desktop-night':
    '17212b 232e3c 17212b 17212b 17212b f5f5f5 708499 708499 6ab3f3 6ab2f2 5288c1 ffffff ec3942 6ab3f3 111921',
} satisfies Record<Theme, string>;

/** A palette, with the person's own accent when they chose one (`#rrggbb`). */
export function paletteOf(theme: Theme, accent = ''): Palette {
  const colours = COLOURS[theme].split(' ');
  const palette: Palette = { bg_color: '' };
  KEYS.forEach((key, index) => {
    palette[key] = `#${colours[index]}`;
  });
  if (!accent) return palette;
  const own = { link_color: accent, accent_text_color: accent, button_color: accent };
  return { ...palette, ...own, section_header_text_color: accent };
}

/** Whether white text is readable on this colour. */
export function isDark(colour: string): boolean {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
  return r * 0.299 + g * 0.587 + b * 0.114 < 140;
}
