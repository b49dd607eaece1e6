import type { InvoiceStatus } from '../stars.ts';
import { ask } from './api.ts';
import { alertInPhone } from './dialogs.ts';
import { h, icon } from './dom.ts';
import type { Host } from './host.ts';

const number = new Intl.NumberFormat('en');

/**
 * The Stars payment sheet. Paying asks the bot through its webhook, as Telegram does. With `isFromApp`
 * the app is told how it ended.
 */
export async function openInvoice(host: Host, slug: string, isFromApp: boolean): Promise<void> {
  const close = (status: InvoiceStatus) => {
    if (isFromApp) host.post('invoice_closed', { slug, status });
  };
  const invoice = await ask('invoice', { slug }).catch(() => null);
  if (!invoice || !host.phone) return close('failed');
  await host.refresh();
  const { texts } = host;
  const isShort = () => host.view.person.stars < invoice.stars;

  let isPaying = false;

  async function pay(options: { decline?: boolean; settleAfterMs?: number }): Promise<void> {
    isPaying = true;
    payButton.disabled = true;
    payButton.setAttribute('aria-busy', 'true');
    const payment = ask('pay', { slug, person: host.personId, ...options });
    if (options.settleAfterMs) finish(null);
    const result = await payment;
    host.note('payment', JSON.stringify(result));
    if (!sheet.isConnected) return; // closed early: the app was told "pending"
    finish(result.status);
    if (result.status === 'failed')
      await alertInPhone(host, invoice?.title ?? '', result.error ?? '');
    close(result.status);
  }

  const payButton = h('button', { class: 'sheet-pay' });
  const balance = h('span', { class: 'sheet-balance' });
  const drawAmounts = () => {
    const amount = number.format(invoice.stars);
    const period = invoice.subscriptionPeriod ? ` ${texts.perMonth}` : '';
    balance.replaceChildren(
      `${texts.balance} `,
      icon('star', 14),
      ` ${number.format(host.view.person.stars)}`,
    );
    payButton.replaceChildren(
      isShort() ? texts.getStars : `${texts.confirmPay} `,
      isShort() ? '' : icon('star', 16),
      isShort() ? '' : `${amount}${period}`,
    );
    const name = isShort() ? texts.getStars : `${texts.confirmPay} ${invoice.stars}${period}`;
    payButton.setAttribute('aria-label', name);
  };
  payButton.addEventListener('click', async () => {
    if (!isShort()) return pay({});
    const changes = { stars: host.view.person.stars + 1_000 };
    await ask('changePerson', { person: host.personId, changes });
    await host.refresh();
    drawAmounts();
  });
  drawAmounts();

  const later = { settleAfterMs: Number(host.settings.settle) };
  const closeButton = h(
    'button',
    { class: 'sheet-close', 'aria-label': texts.cancel },
    icon('close'),
  );
  const sheet = h(
    'div',
    { class: 'sheet', role: 'dialog', 'aria-modal': 'true', 'aria-label': invoice.title },
    h('div', { class: 'sheet-top' }, balance, closeButton),
    h('div', { class: 'sheet-star' }, icon('star', 44)),
    h('h2', {}, invoice.title),
    h('p', {}, invoice.description),
    h('p', { class: 'sheet-bot' }, invoice.botTitle),
    payButton,
    h(
      'div',
      { class: 'sheet-sim', role: 'group', 'aria-label': 'Simulate' },
      h(
        'button',
        { class: 'sheet-option', onclick: () => pay({ decline: true }) },
        'Decline payment',
      ),
      h('button', { class: 'sheet-option', onclick: () => pay(later) }, 'Close before it settles'),
    ),
  );
  const finish = host.phone.show(sheet, (status) => {
    if (status === null) close(isPaying ? 'pending' : 'cancelled');
  });
  closeButton.addEventListener('click', () => finish(null));
}
