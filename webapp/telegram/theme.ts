import { themeParams } from '@telegram-apps/sdk-react';
import { guardedColours, type Hex, isDark, mixedColours, type Palette } from './themeGuard.ts';

type ButtonKind = 'action' | 'danger';
interface ButtonColours {
  backgroundColor: Hex;
  textColor: Hex;
}

let buttonColours: Record<ButtonKind, ButtonColours> | null = null;

/** The colours that the native buttons take too; null until a theme was applied. */
export function guardedButtonColours(kind: ButtonKind): ButtonColours | null {
  return buttonColours?.[kind] ?? null;
}

/** Writes a Telegram palette, made readable, to the page. */
export function applyPalette(root: HTMLElement, palette: Palette): void {
  const dark = isDark(palette.secondary_bg_color ?? palette.bg_color ?? '#ffffff');
  const mixes = CSS.supports('color', 'color-mix(in srgb, red, blue)')
    ? {}
    : mixedColours(palette, dark);
  const guarded = guardedColours(palette);
  for (const [name, value] of Object.entries({ ...mixes, ...guarded })) {
    root.style.setProperty(name, value);
  }
  for (const [name, value] of Object.entries(palette)) {
    root.style.setProperty(`--tg-theme-${name.replaceAll('_', '-')}`, value ?? null);
  }
  root.dataset.scheme = dark ? 'dark' : 'light';
  buttonColours = {
    action: {
      backgroundColor: guarded['--ac-action-safe'],
      textColor: palette.button_text_color ?? '#ffffff',
    },
    danger: {
      backgroundColor: guarded['--ac-danger-safe'],
      textColor: palette.section_bg_color ?? palette.bg_color ?? '#ffffff',
    },
  };
}

/** Applies the theme now and whenever the person changes it; `onChange` hears each time. */
export function followTheme(root: HTMLElement, onChange: () => void): void {
  const apply = () => {
    applyPalette(root, toPalette(themeParams.state()));
    onChange();
  };
  themeParams.state.sub(apply);
  apply();
}

/** The SDK keeps the colours in camel case; Telegram and our variables say them in snake case. */
function toPalette(state: Record<string, string | undefined>): Palette {
  const entries = Object.entries(state)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]);
  return Object.fromEntries(entries);
}
