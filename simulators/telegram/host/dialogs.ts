import { h } from './dom.ts';
import type { Payload } from './handlers.ts';
import type { Host } from './host.ts';

interface Question {
  title: string;
  message: string;
  yes: string;
  no?: string;
  image?: string;
  video?: string;
}

interface Choice {
  id: string;
  text: string;
  look: 'plain' | 'strong' | 'danger';
}

/** Shows a native-looking box over the app; resolves with the pressed choice, or null when dismissed. */
function showBox(host: Host, box: Omit<Question, 'yes' | 'no'>, choices: Choice[]) {
  return new Promise<string | null>((resolve) => {
    const phone = host.phone;
    if (!phone) return resolve(null);
    const buttons = choices.map((choice) =>
      h('button', { class: `box-${choice.look}`, onclick: () => finish(choice.id) }, choice.text),
    );
    const isStacked = choices.length > 2 || choices.some((c) => c.text.length > 14);
    const body = h(
      'div',
      { class: 'box-body' },
      box.image && h('img', { src: box.image, alt: '' }),
      box.video && h('video', { src: box.video, muted: true, autoplay: true }),
      box.title && h('b', {}, box.title),
      h('p', {}, box.message),
    );
    const row = h('div', { class: `box-buttons${isStacked ? ' is-stacked' : ''}` }, ...buttons);
    const node = h('div', { class: 'box', role: 'alertdialog', 'aria-modal': 'true' }, body, row);
    node.setAttribute('aria-label', box.title || box.message);
    const finish = phone.show(node, resolve);
  });
}

/** A yes-or-no question of Telegram's own. */
export async function askInPhone(host: Host, question: Question): Promise<boolean> {
  const choices: Choice[] = [
    { id: '', text: question.no ?? host.texts.cancel, look: 'plain' },
    { id: 'yes', text: question.yes, look: 'strong' },
  ];
  return (await showBox(host, question, choices)) === 'yes';
}

export async function alertInPhone(host: Host, title: string, message: string): Promise<void> {
  await showBox(host, { title, message }, [{ id: 'ok', text: host.texts.ok, look: 'strong' }]);
}

/** `web_app_open_popup`, answered with `popup_closed`. */
export async function popupFromApp(host: Host, data: Payload): Promise<void> {
  const { texts } = host;
  const own: Record<string, string> = { ok: texts.ok, close: texts.close, cancel: texts.cancel };
  const buttons = (data.buttons ?? []) as { id?: string; type?: string; text?: string }[];
  const choices = buttons.map(({ id = '', type = 'default', text = '' }, index): Choice => {
    const isLast = index === buttons.length - 1;
    const look = type === 'destructive' ? 'danger' : isLast ? 'strong' : 'plain';
    return { id, text: own[type] ?? text, look };
  });
  const box = { title: String(data.title ?? ''), message: String(data.message ?? '') };
  const pressed = await showBox(host, box, choices);
  host.post('popup_closed', pressed === null ? {} : { button_id: pressed });
}

/** Closes the app, asking first when the app wants that. */
export async function requestClose(host: Host): Promise<void> {
  const { texts, bot, session } = host;
  const question = { title: bot.title, message: texts.discard, yes: texts.closeAnyway };
  if (session.needsConfirmation && !(await askInPhone(host, question))) return;
  host.close();
}

/** `web_app_open_scan_qr_popup`: the code's text is typed instead of seen. */
export function qrFromApp(host: Host, data: Payload): void {
  const input = h('input', { 'aria-label': 'QR code text', placeholder: 'https://…' });
  const node = h(
    'form',
    {
      class: 'box',
      role: 'alertdialog',
      'aria-label': 'QR scanner',
      onsubmit: (event: Event) => {
        event.preventDefault();
        host.post('qr_text_received', { data: input.value });
        finish(null);
      },
    },
    h('div', { class: 'box-body' }, h('b', {}, String(data.text ?? 'QR')), input),
    h('div', { class: 'box-buttons' }, h('button', { class: 'box-strong' }, host.texts.ok)),
  );
  const finish = host.phone?.show(node, () => host.post('scan_qr_popup_closed')) ?? (() => {});
}
