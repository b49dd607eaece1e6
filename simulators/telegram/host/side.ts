import { ask } from './api.ts';
import { ChatPanel } from './chat.ts';
import { h } from './dom.ts';
import type { Host } from './host.ts';

const TABS = ['Events', 'Haptics', 'Links', 'Payments'] as const;
type Tab = (typeof TABS)[number];

const HAPTIC = 'web_app_trigger_haptic_feedback';

/** The right column: the chat above, the event log below. */
export class Side {
  readonly element: HTMLElement;
  readonly #host: Host;
  readonly #chat: ChatPanel;
  readonly #body = h('div', { class: 'tab-body', role: 'tabpanel', tabindex: '0' });
  readonly #tabs = new Map<Tab, HTMLButtonElement>();
  readonly #filter = h('input', {
    class: 'filter',
    'aria-label': 'Filter events',
    placeholder: 'Filter',
  });
  #tab: Tab = 'Events';

  constructor(host: Host) {
    this.#host = host;
    this.#chat = new ChatPanel(host);
    const list = h('div', { class: 'tabs', role: 'tablist' });
    for (const tab of TABS) {
      const button = h('button', { role: 'tab', onclick: () => this.#select(tab) }, tab);
      this.#tabs.set(tab, button);
      list.append(button);
    }
    list.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      this.#select(TABS.at((TABS.indexOf(this.#tab) + step) % TABS.length) ?? 'Events');
      this.#tabs.get(this.#tab)?.focus();
    });
    this.#filter.addEventListener('input', () => this.drawTab());
    this.element = h(
      'aside',
      { class: 'side', 'aria-label': 'Chat and events' },
      this.#chat.element,
      h(
        'section',
        { class: 'happenings', 'aria-label': 'What happened' },
        list,
        this.#filter,
        this.#body,
      ),
    );
    host.onLog = () => requestAnimationFrame(() => this.drawTab());
  }

  draw(): void {
    this.#chat.draw();
    this.drawTab();
  }

  drawTab(): void {
    for (const [name, button] of this.#tabs) {
      const isSelected = name === this.#tab;
      button.setAttribute('aria-selected', String(isSelected));
      button.tabIndex = isSelected ? 0 : -1;
    }
    this.#filter.hidden = this.#tab !== 'Events';
    this.#body.setAttribute('aria-label', this.#tab);
    const rows = this.#rows();
    const empty = h('p', { class: 'empty' }, 'Nothing yet');
    this.#body.replaceChildren(rows.length > 0 ? h('ol', { class: 'rows' }, ...rows) : empty);
    if (this.#tab === 'Events' || this.#tab === 'Haptics')
      this.#body.scrollTop = this.#body.scrollHeight;
  }

  #select(tab: Tab): void {
    this.#tab = tab;
    this.drawTab();
  }

  #rows(): HTMLElement[] {
    switch (this.#tab) {
      case 'Events':
        return this.#events();
      case 'Haptics':
        return this.#host.log
          .filter((entry) => entry.name === HAPTIC)
          .map((entry) => this.#haptic(entry.at, JSON.parse(entry.data)));
      case 'Links':
        return this.#host.links.map(({ kind, url }) =>
          h(
            'li',
            {},
            h('b', {}, kind),
            h('a', { href: url, target: '_blank', rel: 'noopener' }, url),
          ),
        );
      case 'Payments':
        return this.#payments();
    }
  }

  #events(): HTMLElement[] {
    const wanted = this.#filter.value.toLowerCase();
    const entries = this.#host.log.filter((e) =>
      `${e.name} ${e.data}`.toLowerCase().includes(wanted),
    );
    return entries.map(({ at, from, name, data }) =>
      h(
        'li',
        { class: `from-${from}`, title: data },
        h('time', {}, at.slice(0, 8)),
        h('b', {}, name),
        h('code', {}, data),
      ),
    );
  }

  #haptic(at: string, data: Record<string, string>): HTMLElement {
    const kind = data.impact_style ?? data.notification_type ?? '';
    return h('li', {}, h('time', {}, at.slice(0, 8)), h('b', {}, `${data.type} ${kind}`.trim()));
  }

  #payments(): HTMLElement[] {
    const { charges, subscriptions } = this.#host.view;
    const rows = charges.map((charge) => {
      const { id, stars, payload, refundedAt } = charge;
      const refund = () => ask('refund', { chargeId: id });
      return h(
        'li',
        {},
        h('b', {}, `${stars} Stars · ${refundedAt ? 'refunded' : 'paid'}`),
        refundedAt === undefined && h('button', { onclick: refund }, 'Refund'),
        h('code', {}, payload),
      );
    });
    const plans = subscriptions.map(({ id, state, expiresAt }) => {
      const until = new Date(expiresAt * 1000).toISOString().slice(0, 10);
      const isCanceled = state === 'canceled';
      const cancel = () => ask('cancelSubscription', { chargeId: id, canceled: !isCanceled });
      return h(
        'li',
        {},
        h('b', {}, `Subscription · ${state} · until ${until}`),
        h('button', { onclick: () => ask('renew', { chargeId: id }) }, 'Renew now'),
        h('button', { onclick: cancel }, isCanceled ? 'Resume' : 'Cancel subscription'),
      );
    });
    return [...plans, ...rows.reverse()];
  }
}
