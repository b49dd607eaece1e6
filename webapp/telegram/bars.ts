import { call, isAtLeast } from './host.ts';
import { HEADER_TAKES_COLOURS_SINCE } from './methods.ts';

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
  if (isAtLeast(HEADER_TAKES_COLOURS_SINCE)) {
    if (top) {
      call('web_app_set_header_color', { color: top });
    }
  } else {
    const color_key = header === 'page' ? 'secondary_bg_color' : 'bg_color';
    call('web_app_set_header_color', { color_key });
  }
  if (top) {
    call('web_app_set_background_color', { color: top });
  }
  const low = colourOf(bottom);
  if (low) {
    call('web_app_set_bottom_bar_color', { color: low });
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
