import { miniApp } from '@telegram-apps/sdk-react';

/** Which of our surfaces touches Telegram's header and bottom bar. */
export type BarSurface = 'page' | 'surface' | 'bar' | 'black';

let header: BarSurface = 'page';
let bottom: BarSurface = 'bar';

const variables = {
  page: '--tg-theme-secondary-bg-color',
  surface: '--tg-theme-section-bg-color',
  bar: '--tg-theme-bottom-bar-bg-color',
} as const satisfies Record<Exclude<BarSurface, 'black'>, string>;

/** Sets which surface the header and the bottom bar continue; the theme gives the colour. */
export function setBars(next: { header?: BarSurface; bottom?: BarSurface }): void {
  header = next.header ?? header;
  bottom = next.bottom ?? bottom;
  repaintBars();
}

export function repaintBars(): void {
  const top = colourOf(header);
  if (top && miniApp.setHeaderColor.isAvailable() && miniApp.setHeaderColor.supports.rgb()) {
    miniApp.setHeaderColor(top);
    miniApp.setBackgroundColor.ifAvailable(top);
  }
  const low = colourOf(bottom);
  if (low) {
    miniApp.setBottomBarColor.ifAvailable(low);
  }
}

function colourOf(surface: BarSurface): `#${string}` | null {
  if (surface === 'black') {
    return '#000000';
  }
  const style = document.documentElement.style;
  const value =
    style.getPropertyValue(variables[surface]) || style.getPropertyValue(variables.page);
  return /^#[0-9a-f]{6}$/i.test(value) ? (value as `#${string}`) : null;
}
