import type { InlineKeyboardButton } from 'grammy/types';
import { ask, fileAddress, type Message, type View } from './api.ts';
import { h, icon } from './dom.ts';
import type { Host } from './host.ts';
import { followLink } from './links.ts';

type ChatMessage = View['messages'][number];

/** The conversation with the bot, its buttons, and a field to write. */
export class ChatPanel {
  readonly element: HTMLElement;
  readonly #host: Host;
  readonly #list = h('ol', { class: 'messages', 'aria-label': 'Messages', tabindex: '0' });
  readonly #partner = h('select', { 'aria-label': 'Chat with' });
  readonly #commands = h('div', { class: 'commands', role: 'group', 'aria-label': 'Commands' });
  #drawn = '';

  constructor(host: Host) {
    this.#host = host;
    const input = h('input', { 'aria-label': 'Message to the bot', placeholder: '/start' });
    const form = h(
      'form',
      { class: 'composer' },
      input,
      h('button', { 'aria-label': 'Send' }, icon('send', 18)),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (text) this.#say(text);
      input.value = '';
    });
    this.#partner.addEventListener('change', () => host.choose({ chat: this.#partner.value }));
    // A partner can be chosen only when there is a bot without an app; the others have their own chat.
    const isChosen = host.world.bots.some(({ hasApp }) => !hasApp);
    this.element = h(
      'section',
      { class: 'chat', 'aria-label': 'Chat' },
      isChosen && h('div', { class: 'partner' }, this.#partner),
      this.#list,
      this.#commands,
      form,
    );
  }

  draw(): void {
    const { messages, commands } = this.#host.chatView;
    const { bot } = this.#host.chatWhere;
    const state = JSON.stringify([messages, commands, bot]);
    if (state === this.#drawn) return;
    this.#drawn = state;
    this.#partner.replaceChildren(
      ...this.#host.world.bots.map(({ name, title }) =>
        h('option', { value: name, selected: name === bot }, `${title} · ${name}`),
      ),
    );
    const names = new Set(['start', 'paysupport', 'terms', ...commands.map((c) => c.command)]);
    this.#commands.replaceChildren(
      ...[...names].map((name) =>
        h('button', { onclick: () => this.#say(`/${name}`) }, `/${name}`),
      ),
    );
    const rows = messages.map((message) => this.#row(message));
    this.#list.replaceChildren(...rows);
    if (rows.length === 0) this.#list.append(h('li', { class: 'empty' }, 'No messages yet'));
    this.#list.scrollTop = this.#list.scrollHeight;
  }

  #say(text: string): void {
    ask('say', { ...this.#host.chatWhere, text });
  }

  #row(message: ChatMessage): HTMLElement {
    const service = serviceText(message);
    if (service) return h('li', { class: 'service' }, service);
    const time = new Date(message.date * 1000).toTimeString().slice(0, 5);
    const side = message.from?.is_bot ? 'from-bot' : 'from-person';
    const photo = message.photo?.at(-1)?.file_id;
    const video = message.video?.file_id;
    const attached = message.document?.file_id;
    const keyboard = message.reply_markup?.inline_keyboard ?? [];
    const bubble = h(
      'div',
      { class: 'bubble' },
      photo !== undefined && h('img', { src: fileAddress(photo), alt: 'Photo' }),
      video !== undefined && h('video', { src: fileAddress(video), controls: true }),
      attached !== undefined && h('p', {}, 'Document'),
      formattedText(
        message.text ?? message.caption ?? '',
        message.parse_mode === 'HTML',
        this.#host,
      ),
      h('time', {}, time),
    );
    const rows = keyboard.map((row) =>
      h('div', { class: 'keys' }, ...row.map((key) => this.#key(message, key))),
    );
    return h('li', { class: side }, bubble, ...rows);
  }

  #key(message: Message, key: InlineKeyboardButton): HTMLElement {
    const press = () => {
      if ('web_app' in key) this.#openApp(key.web_app.url);
      else if ('url' in key) followLink(this.#host, key.url);
      else if ('callback_data' in key) {
        const { message_id: messageId } = message;
        ask('press', { ...this.#host.chatWhere, messageId, data: key.callback_data });
      }
    };
    return h('button', { onclick: press }, key.text);
  }

  /** A button's app opens at its own address, without the deep link chosen on the left. */
  #openApp(address: string): void {
    const url = new URL(address);
    const startapp = url.searchParams.get('tgWebAppStartParam') ?? '';
    this.#host.open({ path: url.pathname + url.search, startapp });
  }
}

function serviceText(message: Message): string {
  const { successful_payment: paid, refunded_payment: refunded } = message;
  if (paid) return `Paid ${paid.total_amount} Stars`;
  if (refunded) return `Refunded ${refunded.total_amount} Stars`;
  if (message.write_access_allowed) return 'The bot may write to you';
  if (message.contact) return 'Phone number sent';
  return '';
}

const KEPT = new Set(['B', 'STRONG', 'I', 'EM', 'U', 'S', 'CODE', 'PRE', 'BLOCKQUOTE']);

/** A message's text, with the HTML tags that Telegram supports. */
function formattedText(text: string, isHtml: boolean, host: Host): HTMLElement {
  const target = h('p', {});
  if (!isHtml) {
    target.append(text);
    return target;
  }
  const copy = (from: Node, to: Node): void => {
    for (const node of from.childNodes) {
      if (node instanceof HTMLAnchorElement) {
        const { href } = node;
        const link = h('button', { class: 'link', onclick: () => followLink(host, href) });
        copy(node, to.appendChild(link));
      } else if (node instanceof HTMLElement) {
        const isKept = KEPT.has(node.tagName);
        copy(node, isKept ? to.appendChild(document.createElement(node.tagName)) : to);
      } else to.appendChild(node.cloneNode());
    }
  };
  const parsed = document.implementation.createHTMLDocument();
  parsed.body.innerHTML = text;
  for (const a of parsed.querySelectorAll('a'))
    a.setAttribute('href', a.getAttribute('href') ?? '');
  copy(document.importNode(parsed.body, true), target);
  return target;
}
