import { ask } from './api.ts';
import type { Host } from './host.ts';
import { openInvoice } from './invoiceSheet.ts';

/** Opens a page outside Telegram, in a new tab. */
export function openWebLink(host: Host, url: string): void {
  host.links = [...host.links, { kind: 'web', url }];
  window.open(url, '_blank', 'noopener');
  host.draw();
}

/** Opens `https://t.me` + path: the simulated bots and invoices open here, other links are only logged. */
export function openTelegramLink(host: Host, path: string): void {
  const url = new URL(path, 'https://t.me');
  host.links = [
    ...host.links,
    { kind: url.pathname === '/share/url' ? 'share' : 'telegram', url: url.href },
  ];
  host.draw();
  const slug = /^\/(?:\$|invoice\/)([\w-]+)$/.exec(decodeURIComponent(url.pathname))?.[1];
  if (slug) {
    openInvoice(host, slug, false);
    return;
  }
  const bot = host.world.bots.find((b) => b.username === url.pathname.split('/')[1]);
  if (!bot) return;
  const startapp = url.searchParams.get('startapp');
  const start = url.searchParams.get('start');
  if (startapp !== null && bot.hasApp) host.choose({ bot: bot.name, startapp });
  else if (start !== null)
    ask('say', { ...host.where, bot: bot.name, text: `/start ${start}`.trim() });
}

/** Follows a button's or a text's link wherever it leads. */
export function followLink(host: Host, address: string): void {
  const url = new URL(address, location.origin);
  if (url.hostname === 't.me') openTelegramLink(host, url.pathname + url.search);
  else openWebLink(host, url.href);
}
