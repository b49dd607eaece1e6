import { requestClose } from './dialogs.ts';
import { h } from './dom.ts';
import type { Host } from './host.ts';

/** The header's menu. Settings are there while the app offers them. */
export function openMenu(host: Host, opener: HTMLElement): void {
  const { phone, session, texts } = host;
  if (!phone) return;
  const items: [string, () => void][] = [
    [texts.reload, () => host.post('reload_iframe')],
    [texts.addToHome, () => host.post('home_screen_added')],
    [texts.close, () => requestClose(host)],
  ];
  if (session.hasSettings) {
    items.unshift([texts.settings, () => host.post('settings_button_pressed')]);
  }
  if (session.isFullscreen) {
    items.unshift([
      texts.minimise,
      () => {
        host.session = { ...host.session, isFullscreen: false };
        host.post('fullscreen_changed', { is_fullscreen: false });
        host.draw();
      },
    ]);
  }
  const buttons = items.map(([name, run]) =>
    h('button', { class: 'menu-item', role: 'menuitem', onclick: () => choose(run) }, name),
  );
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': texts.menu }, ...buttons);
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const index = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons.at((index + step) % buttons.length)?.focus();
  });
  const finish = phone.show(menu, () => opener.focus());
  buttons[0]?.focus();
  function choose(run: () => void): void {
    finish(null);
    run();
  }
}
