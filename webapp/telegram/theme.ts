import { isRecord, on } from './host.ts';
import { completePalette, type Palette, paletteKeys, readPalette } from './palette.ts';
import { guardedColours, type Hex, isDark, mixedColours } from './themeGuard.ts';

type ButtonKind = 'action' | 'danger';
interface ButtonColours {
  backgroundColor: Hex;
  textColor: Hex;
}

let applied: Palette | null = null;

/** Colours for the native buttons; null until a theme was applied. */
export function guardedButtonColours(kind: ButtonKind): ButtonColours | null {
  if (!applied) {
    return null;
  }
  const palette = completePalette(applied);
  const guarded = guardedColours(palette);
  return kind === 'danger'
    ? { backgroundColor: guarded['--ac-danger-safe'], textColor: palette.section_bg_color }
    : { backgroundColor: guarded['--ac-action-safe'], textColor: palette.button_text_color };
}

/**
 * Completes a Telegram palette, makes it readable, and writes it to the page, unless it is there already: the script
 * in the page's head has done it before the app comes.
 */
export function applyPalette(root: HTMLElement, given: Palette): void {
  applied = given;
  const name = JSON.stringify(given);
  if (window.writtenPalette === name) {
    return;
  }
  window.writtenPalette = name;
  const palette = completePalette(given);
  const dark = isDark(palette.secondary_bg_color);
  const mixes = CSS.supports('color', 'color-mix(in srgb, red, blue)')
    ? {}
    : mixedColours(palette, dark);
  const guarded = guardedColours(palette);
  for (const [name, value] of Object.entries({ ...mixes, ...guarded })) {
    root.style.setProperty(name, value);
  }
  for (const key of paletteKeys) {
    root.style.setProperty(`--tg-theme-${key.replace(/_/g, '-')}`, palette[key] ?? null);
  }
  root.dataset.scheme = dark ? 'dark' : 'light';
}

/**
 * Applies the theme now and whenever it changes; `onChange` is called each time. A change without colours
 * is ignored.
 */
export function followTheme(root: HTMLElement, first: Palette, onChange: () => void): void {
  const apply = (palette: Palette) => {
    applyPalette(root, palette);
    onChange();
  };
  on('theme_changed', (data) => {
    const params = isRecord(data) ? data.theme_params : null;
    if (isRecord(params)) {
      apply(readPalette(params));
    }
  });
  apply(first);
}
