import { HEADER_HEIGHT, STATUS_HEIGHT } from './devices.ts';
import { requestClose } from './dialogs.ts';
import { h, icon } from './dom.ts';
import { installFonts } from './fonts.ts';
import type { Host, PhoneView } from './host.ts';
import { installKeyboard } from './keyboard.ts';
import { openMenu } from './menu.ts';
import { isDark } from './palettes.ts';
import type { ButtonState } from './session.ts';
import { sizeOf } from './settings.ts';

type Finish = (value: string | null) => void;

/** While a dialog opens, touches outside of it are ignored: the second press of a double press must not close it. */
const COMES_IN_MS = 500;

/** The drawn device: Telegram's header, the framed app, native buttons, keyboard and dialogs. */
export class Phone implements PhoneView {
  readonly element: HTMLElement;
  frame: HTMLIFrameElement | null = null;
  readonly #host: Host;
  readonly #view = h('div', { class: 'view' });
  readonly #layer = h('div', { class: 'layer', hidden: true });
  readonly #left = h('button', { class: 'bar-left' });
  readonly #minimise = h(
    'button',
    { class: 'bar-icon', 'aria-label': 'Minimise' },
    icon('minimise'),
  );
  readonly #menu = h('button', {
    class: 'bar-icon',
    'aria-label': 'Menu',
    'aria-haspopup': 'menu',
  });
  readonly #title = h('div', { class: 'bar-title' });
  readonly #buttons = h('div', {
    class: 'native-buttons',
    role: 'group',
    'aria-label': 'Native buttons',
  });
  readonly #main = h('button', { class: 'native-button', 'data-button': 'main' });
  readonly #secondary = h('button', { class: 'native-button', 'data-button': 'secondary' });
  readonly #keyboard = h('div', { class: 'keyboard', 'aria-hidden': 'true', hidden: true });
  readonly #closed = h('div', { class: 'closed' });
  #finish: Finish | null = null;

  constructor(host: Host) {
    this.#host = host;
    const status = h(
      'div',
      { class: 'status', 'aria-hidden': 'true' },
      h('span', {}, '9:41'),
      h('span', { class: 'status-signs' }, h('i', {}), h('i', {}), h('i', {})),
    );
    const actions = h('div', { class: 'bar-right' }, this.#minimise, this.#menu);
    const bar = h('header', { class: 'bar' }, this.#left, this.#title, actions);
    this.#left.addEventListener('click', () => this.#pressLeft());
    this.#minimise.addEventListener('click', () => this.setMinimised(true));
    this.#menu.addEventListener('click', () => openMenu(host, this.#menu));
    this.#main.addEventListener('click', () => this.#press('main'));
    this.#secondary.addEventListener('click', () => this.#press('secondary'));
    this.#view.append(this.#closed);
    for (const row of ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']) {
      this.#keyboard.append(h('div', {}, ...[...row].map((key) => h('i', {}, key))));
    }
    const homeIndicator = h('div', { class: 'home-indicator' });
    this.element = h(
      'section',
      { class: 'phone', 'aria-label': 'Telegram' },
      status,
      bar,
      this.#view,
      this.#buttons,
      this.#keyboard,
      homeIndicator,
      this.#layer,
    );
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.dismiss();
    });
    new ResizeObserver(() => host.reportGeometry()).observe(this.#view);
  }

  /** Opens an address in a new frame, so that nothing of the previous app remains. */
  load(address: string): void {
    this.unload();
    this.frame = h('iframe', {
      src: address,
      title: 'App',
      allow: 'clipboard-write; fullscreen',
    });
    installFonts(this.frame);
    installKeyboard(this.frame, this.#host);
    this.#view.prepend(this.frame);
  }

  unload(): void {
    delete this.element.dataset.ready;
    this.dismiss();
    this.frame?.remove();
    this.frame = null;
  }

  ready(): void {
    this.element.dataset.ready = 'true';
  }

  /** Shows a dialog over the app; `finish` removes it. Escape and a press on the scrim finish with null. */
  show(node: HTMLElement, onFinished: Finish): Finish {
    this.dismiss();
    const finish: Finish = (value) => {
      if (!node.isConnected) return;
      this.#layer.replaceChildren();
      this.#layer.hidden = true;
      this.#setInert(false);
      this.#finish = null;
      onFinished(value);
    };
    this.#finish = finish;
    const shownAt = performance.now();
    const dismiss = () => {
      if (performance.now() - shownAt > COMES_IN_MS) finish(null);
    };
    const scrim = h('div', { class: 'scrim', onclick: dismiss });
    this.#layer.replaceChildren(scrim, node);
    this.#layer.hidden = false;
    this.#setInert(true);
    const focusable = [
      ...node.querySelectorAll<HTMLElement>('input, .box-strong, .sheet-pay, button'),
    ];
    (focusable.find((e) => e.matches('.sheet-pay, input')) ?? focusable.at(-1))?.focus();
    return finish;
  }

  dismiss(): void {
    this.#finish?.(null);
  }

  setMinimised(isMinimised: boolean): void {
    const host = this.#host;
    if (!host.session.isOpen || host.session.isMinimised === isMinimised) return;
    host.session = { ...host.session, isMinimised };
    host.post('visibility_changed', { is_visible: !isMinimised });
    host.draw();
  }

  draw(): void {
    this.#drawLook();
    this.#drawBar();
    this.#keyboard.hidden = !this.#host.session.hasKeyboard;
    this.#drawButtons();
    this.#drawClosed();
    this.#host.reportGeometry();
  }

  #drawLook(): void {
    const host = this.#host;
    const { session, settings } = host;
    const { width, height } = sizeOf(settings);
    const { style, dataset } = this.element;
    dataset.chrome = host.chrome;
    dataset.fullscreen = String(session.isFullscreen);
    const isFull = session.isFullscreen;
    const header = host.colour(isFull ? session.backgroundColor : session.headerColor);
    dataset.open = String(session.isOpen && !session.isMinimised);
    dataset.keyboard = String(session.hasKeyboard);
    const isOwnColour = session.headerColor.startsWith('#');
    const look: Record<string, string> = {
      width: `${width}px`,
      height: `${height}px`,
      '--status': `${STATUS_HEIGHT}px`,
      '--header': `${HEADER_HEIGHT}px`,
      '--bar': isFull ? 'transparent' : header,
      '--bar-text': isDark(header) ? '#ffffff' : '#000000',
      '--bar-link': isOwnColour && isDark(header) ? '#ffffff' : host.colour('accent_text_color'),
      '--page': host.colour(session.backgroundColor),
      '--bottom': host.colour(session.bottomColor),
      '--indicator': isDark(host.colour(session.bottomColor)) ? '#ffffff' : '#000000',
      '--surface': host.colour('section_bg_color'),
      '--text': host.colour('text_color'),
      '--hint': host.colour('hint_color'),
      '--link': host.colour('accent_text_color'),
      '--danger': host.colour('destructive_text_color'),
      '--line': host.colour('section_separator_color'),
      '--button': host.colour('button_color'),
      '--button-text': host.colour('button_text_color'),
    };
    for (const [name, value] of Object.entries(look)) style.setProperty(name, value);
    this.element.setAttribute('lang', host.language);
  }

  #drawBar(): void {
    const { session, texts, bot, chrome } = this.#host;
    const isBack = session.hasBackButton;
    const leftName = isBack ? texts.back : texts.close;
    const isTextual = chrome === 'ios';
    this.#left.replaceChildren(
      isTextual && !isBack ? leftName : icon(isBack ? 'back' : 'close'),
      isTextual && isBack ? leftName : '',
    );
    this.#left.setAttribute('aria-label', leftName);
    this.#minimise.setAttribute('aria-label', texts.minimise);
    this.#menu.setAttribute('aria-label', texts.menu);
    this.#menu.replaceChildren(icon(isTextual ? 'more' : 'moreVertical'));
    this.#title.replaceChildren(h('b', {}, bot.title), h('span', {}, texts.miniApp));
  }

  #drawButtons(): void {
    const { main, secondary } = this.#host.session;
    this.#drawButton(this.#main, main, 'button_color', 'button_text_color');
    this.#drawButton(this.#secondary, secondary, 'bottom_bar_bg_color', 'button_color');
    const visible = [secondary.is_visible && this.#secondary, main.is_visible && this.#main].filter(
      (b) => b !== false,
    );
    if (secondary.position === 'right' || secondary.position === 'bottom') visible.reverse();
    const isUpright = secondary.position === 'top' || secondary.position === 'bottom';
    this.#buttons.classList.toggle('is-upright', isUpright);
    this.#buttons.replaceChildren(...visible);
    this.#buttons.hidden = visible.length === 0;
  }

  #drawButton(element: HTMLButtonElement, state: ButtonState, colour: string, text: string): void {
    element.style.background = state.color || this.#host.colour(colour);
    element.style.color = state.text_color || this.#host.colour(text);
    element.disabled = !state.is_active;
    element.setAttribute('aria-busy', String(state.is_progress_visible));
    element.setAttribute('aria-label', state.text);
    element.classList.toggle('is-shining', state.has_shine_effect);
    element.replaceChildren(
      state.is_progress_visible ? h('i', { class: 'spinner' }) : h('span', {}, state.text),
    );
  }

  #drawClosed(): void {
    const { session, texts, bot } = this.#host;
    if (this.frame) this.frame.hidden = session.isMinimised;
    this.#closed.hidden = session.isOpen && !session.isMinimised;
    if (this.#closed.hidden) return;
    const { menuButton } = this.#host.view;
    const app = menuButton.type === 'web_app' ? menuButton : null;
    const label = session.isOpen ? texts.restore : (app?.text ?? texts.open);
    const path = app && new URL(app.web_app.url).pathname;
    const reopen = () =>
      session.isOpen ? this.setMinimised(false) : this.#host.open(path ? { path } : {});
    this.#closed.replaceChildren(
      h('span', { class: 'avatar' }, bot.title.slice(0, 1)),
      h('b', { class: 'closed-name' }, bot.title),
      h('span', { class: 'closed-user' }, `@${bot.username}`),
      h('button', { class: 'open-button', onclick: reopen }, label),
    );
  }

  #pressLeft(): void {
    if (this.#host.session.hasBackButton) this.#host.post('back_button_pressed');
    else requestClose(this.#host);
  }

  #press(which: 'main' | 'secondary'): void {
    const { is_active, is_progress_visible } = this.#host.session[which];
    if (is_active && !is_progress_visible) this.#host.post(`${which}_button_pressed`);
  }

  #setInert(isInert: boolean): void {
    for (const child of this.element.children) {
      if (child !== this.#layer) child.toggleAttribute('inert', isInert);
    }
  }
}
