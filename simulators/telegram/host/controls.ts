import { ask } from './api.ts';
import { PLATFORM_NAMES, SIZES, VERSIONS } from './devices.ts';
import { h } from './dom.ts';
import type { Host } from './host.ts';
import { THEME_NAMES } from './palettes.ts';
import type { Settings } from './settings.ts';

const SAFE_NAMES = { auto: 'Of the device', none: 'None', large: 'Large' };
const LANGUAGE_NAMES = { '': "Person's own", en: 'English', ru: 'Русский' };
const CHANNEL = '@ai_coins_news';

function select(host: Host, label: string, key: keyof Settings, options: Record<string, string>) {
  const current = host.settings[key];
  const all = current in options ? options : { ...options, [current]: current };
  const items = Object.entries(all).map(([value, name]) =>
    h('option', { value, selected: value === current }, name),
  );
  const element = h('select', { id: `choose-${key}` }, ...items);
  element.addEventListener('change', () => host.choose({ [key]: element.value }));
  return field(label, element);
}

function field(label: string, control: HTMLElement) {
  return h('div', { class: 'field' }, h('label', { for: control.id }, label), control);
}

function input(label: string, value: string, attributes: Record<string, string>) {
  const id = `enter-${label.toLowerCase().replaceAll(' ', '-')}`;
  const element = h('input', { id, value, autocomplete: 'off', ...attributes });
  return { element, field: field(label, element) };
}

function toggle(label: string, checked: boolean, change: (checked: boolean) => void) {
  const element = h('input', { type: 'checkbox', checked });
  element.addEventListener('change', () => change(element.checked));
  return h('label', { class: 'check' }, element, h('span', {}, label));
}

function button(label: string, press: () => void, look = '') {
  return h('button', { class: look, onclick: press }, label);
}

function group(title: string, ...children: Node[]) {
  return h('fieldset', {}, h('legend', {}, title), ...children);
}

function people(host: Host) {
  const options: Record<string, string> = {};
  for (const p of host.world.people) options[p.key] = `${p.firstName} ${p.lastName}`.trim();
  options.newcomer = 'Newcomer (new every time)';
  return select(host, 'Person', 'person', options);
}

function newPerson(host: Host) {
  const fields = {
    firstName: input('First name', '', { required: '', maxlength: '64' }),
    username: input('Username', '', { pattern: '\\w*' }),
    id: input('Telegram id', '', { inputmode: 'numeric', pattern: '\\d*' }),
    languageCode: input('Their language', 'en', { required: '' }),
  };
  const premium = h('input', { type: 'checkbox' });
  const form = h(
    'form',
    { class: 'stack' },
    ...Object.values(fields).map((f) => f.field),
    h('label', { class: 'check' }, premium, h('span', {}, 'Telegram Premium')),
    h('button', {}, 'Add person'),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const typed = Object.entries(fields).map(([key, f]) => [key, f.element.value]);
    const { id, ...rest } = Object.fromEntries(typed.filter(([, value]) => value !== ''));
    const changes = { ...rest, lastName: '', isPremium: premium.checked };
    const person = await ask('addPerson', id ? { ...changes, id } : changes);
    host.world.people.push(person);
    host.choose({ person: person.key });
  });
  return h('details', {}, h('summary', {}, 'Add your own'), form);
}

function identity(host: Host) {
  const { view } = host;
  const stars = input('Stars', String(view.person.stars), { type: 'number', min: '0' });
  stars.element.addEventListener('change', async () => {
    const changes = { stars: Number(stars.element.value) };
    await ask('changePerson', { person: host.personId, changes });
  });
  const withApp = host.world.bots.filter(({ hasApp }) => hasApp);
  const bots = Object.fromEntries(withApp.map((b) => [b.name, `${b.title} · ${b.name}`]));
  const who = `id ${view.person.id}${view.person.username && ` · @${view.person.username}`}`;
  return group(
    'Who',
    people(host),
    h('p', { class: 'hint' }, who),
    ...(withApp.length > 1 ? [select(host, 'Bot', 'bot', bots)] : []),
    stars.field,
    newPerson(host),
  );
}

function opening(host: Host) {
  const startapp = input('Start parameter', host.settings.startapp, {
    placeholder: 'r_…, promo_…',
  });
  const form = h(
    'form',
    { class: 'stack' },
    startapp.field,
    h('button', { class: 'primary' }, 'Open app'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    host.choose({ startapp: startapp.element.value.trim() }).then(() => host.open());
  });
  return group(
    'Open',
    form,
    button('Reload app', () => host.post('reload_iframe')),
  );
}

function look(host: Host) {
  const accent = h('input', {
    type: 'color',
    'aria-label': 'Accent colour',
    value: host.settings.accent || host.palette.button_color,
  });
  accent.addEventListener('change', () => host.choose({ accent: accent.value }));
  const pair = h(
    'span',
    { class: 'pair' },
    accent,
    button('Reset', () => host.choose({ accent: '' })),
  );
  return group(
    'Telegram',
    select(host, 'Theme', 'theme', THEME_NAMES),
    h('div', { class: 'field' }, h('span', {}, 'Accent'), pair),
    select(host, 'Language', 'lang', LANGUAGE_NAMES),
    select(host, 'Platform', 'platform', PLATFORM_NAMES),
    select(host, 'Version', 'version', Object.fromEntries(VERSIONS.map((v) => [v, v]))),
  );
}

function device(host: Host) {
  const { session } = host;
  const change = (changes: Partial<typeof session>) => {
    host.session = { ...host.session, ...changes };
    host.draw();
  };
  const fullscreen = (isFullscreen: boolean) => {
    change({ isFullscreen });
    host.post('fullscreen_changed', { is_fullscreen: isFullscreen });
  };
  const clipboard = input('Clipboard', host.clipboard, {});
  clipboard.element.addEventListener('input', () => {
    host.clipboard = clipboard.element.value;
  });
  return group(
    'Device',
    select(host, 'Size', 'size', SIZES),
    select(host, 'Safe areas', 'safe', SAFE_NAMES),
    toggle('Keyboard open', session.hasKeyboard, (hasKeyboard) => change({ hasKeyboard })),
    toggle('Fullscreen', session.isFullscreen, fullscreen),
    toggle('Minimised', session.isMinimised, (is) => host.phone?.setMinimised(is)),
    clipboard.field,
  );
}

function relations(host: Host) {
  const { view, where } = host;
  const isMember = view.channels.includes(CHANNEL);
  return group(
    'Person and bot',
    toggle('May write to the person', view.writeAccess, (allowed) => {
      ask('writeAccess', { ...where, allowed });
    }),
    toggle('Bot is blocked', view.blocked, (blocked) => {
      ask('block', { ...where, blocked });
    }),
    toggle(`Member of ${CHANNEL}`, isMember, (is) => {
      ask('membership', { ...where, channel: CHANNEL, isMember: is });
    }),
  );
}

function updates(host: Host) {
  const { delivery } = host.view;
  const { bot } = host.where;
  const tell = (changes: Record<string, unknown>) => ask('delivery', { bot, ...changes });
  const delay = input('Delay, ms', String(delivery.delayMs), { type: 'number', min: '0' });
  delay.element.addEventListener('change', () => tell({ delayMs: Number(delay.element.value) }));
  const hold = (is: boolean) => tell(is ? { hold: true } : { release: 'reversed' });
  return group(
    'Updates to the bot',
    toggle('Deliver twice', delivery.repeat > 0, (is) => tell({ repeat: is ? 1 : 0 })),
    toggle('Hold, then deliver in reverse', delivery.isHeld, hold),
    delay.field,
    h('p', { class: 'hint' }, `Not yet taken by the bot: ${delivery.pending}`),
  );
}

/** The left column. Redrawn as a whole, except while a field in it is being edited. */
export function drawControls(host: Host, panel: HTMLElement): void {
  const focused = document.activeElement;
  const isTyping = focused instanceof HTMLInputElement && focused.type !== 'checkbox';
  if (isTyping && panel.contains(focused)) return;
  const name = labelOf(focused);
  const isOpen = panel.querySelector('details')?.open ?? false;
  const { scrollTop } = panel;
  panel.replaceChildren(
    h('h1', {}, 'Telegram simulator'),
    identity(host),
    opening(host),
    look(host),
    device(host),
    relations(host),
    updates(host),
  );
  const details = panel.querySelector('details');
  if (details) details.open = isOpen;
  panel.scrollTop = scrollTop;
  const controls = [...panel.querySelectorAll<HTMLElement>('select, input, button')];
  if (name && focused && !focused.isConnected)
    controls.find((c) => labelOf(c) === name)?.focus({ preventScroll: true });
}

/** Identifies a control after redrawing. */
function labelOf(control: Element | null): string {
  return control?.id || control?.closest('label')?.textContent || control?.textContent || '';
}
