import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newcomer } from '../simulators/telegram/people.ts';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { e2e } from './stack.ts';

const world = e2e({ with: ['yookassa'] });
let nextId = 700_300_001;

/** Calls a procedure as a person, without a browser. */
async function call<Answer>(person: string, path: string, input: object): Promise<Answer> {
  const { telegram, apiUrl } = world.stack;
  const authorization = `tma ${telegram.initData({ bot: 'main', person })}`;
  const answer = await fetch(`${apiUrl}/trpc/${path}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { result: { data: Answer } }).result.data;
}

/** A new person who has ordered 100 coins for 279 roubles, and paid with `pays`. */
async function buyer({ pays }: { pays: boolean }) {
  const id = nextId++;
  const person = {
    ...newcomer(id),
    key: `buyer${id}`,
    firstName: 'Olga',
    lastName: `Petrova ${id}`,
  };
  world.stack.telegram.world.addPerson(person);
  await call(person.key, 'me.launch', {});
  await call('irina', 'me.launch', {});
  const order = await call<{ id: string; payUrl: string }>(person.key, 'payments.create', {
    requestId: randomUUID(),
    provider: 'yookassa',
    item: { type: 'pack', code: 'coins-100' },
  });
  const { yookassa } = world.stack;
  const paymentId = new URL(order.payUrl).pathname.split('/').at(-1) ?? '';
  if (pays) {
    yookassa?.pay(paymentId);
    await expect
      .poll(
        async () =>
          (await world.query('select 1 from payment_charges where payment_id = $1', [order.id]))
            .length,
        {
          timeout: 15_000,
        },
      )
      .toBe(1);
  }
  return { name: `Olga Petrova ${id}`, orderId: order.id, paymentId };
}

const openAdmin = (path: string, host: object = {}) =>
  world.open({ person: 'irina', path, embed: true, lang: 'en', ...host });

/** Pictures for a person to look at, when SCREENSHOTS names a folder. */
async function shoot({ phone }: OpenedApp, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) {
    await mkdir(folder, { recursive: true });
    await phone.screenshot({ path: join(folder, `admin-${name}.png`) });
  }
}

describe('a payment in the admin tab', () => {
  it('shows its history, and is credited when the provider is asked', async () => {
    const { name, orderId, paymentId } = await buyer({ pays: false });
    const { yookassa } = world.stack;
    const opened = await openAdmin('/admin/payments');
    const { app } = opened;
    await app.getByRole('searchbox').fill(orderId);
    await app.getByRole('button', { name: new RegExp(name) }).click();
    await app.getByRole('button', { name: 'Details' }).click();
    const sheet = app.getByRole('dialog', { name: `Payment · ${name}` });
    await sheet.getByText('Order placed').waitFor();
    if (yookassa) {
      yookassa.notifications.holding = true;
      yookassa.pay(paymentId);
    }
    try {
      await sheet.getByRole('button', { name: 'Ask the provider' }).click();
      await sheet.getByText('Credited').waitFor();
      await sheet.getByText('Charged').waitFor();
      await sheet.getByText('asked the provider').waitFor();
    } finally {
      if (yookassa) {
        yookassa.notifications.drop();
        yookassa.notifications.holding = false;
      }
    }
    await shoot(opened, 'payment-story');
  });

  it('refunds a part after showing what is clawed back', async () => {
    const { name, orderId } = await buyer({ pays: true });
    const opened = await openAdmin('/admin/payments', { size: '1280x800', platform: 'tdesktop' });
    const { app } = opened;
    await app.getByRole('searchbox').fill(orderId);
    await app.getByRole('button', { name: `Refund ${name}` }).click();
    const form = app.getByRole('dialog', { name: `Refund · ${name}` });
    await form.getByLabel('How much, ₽').fill('93');
    // A third of the money claws back a third of 100 coins.
    await expect
      .poll(() => form.locator('.sum > div').allTextContents())
      .toEqual([
        'Coins taken back33.33',
        'Recorded as shortfall0',
        expect.stringMatching(/^Money back.*93/),
      ]);
    await shoot(opened, 'refund-part');
    await form.getByLabel('Ready reasons').selectOption('User asked within 14 days');
    await form.getByRole('button', { name: /^Refund .*93/ }).click();
    await opened.phone
      .getByRole('alertdialog')
      .getByRole('button', { name: 'Refund', exact: true })
      .click();
    await app.getByRole('button', { name: `Details ${name}` }).click();
    const story = app.getByRole('dialog', { name: `Payment · ${name}` });
    await story.getByText('Money refunded').waitFor();
    await story.getByText('33.33 coins taken back').waitFor();
    await shoot(opened, 'payment-story-wide');
  });
});

it('shows what can be done with a payment on one line of a phone', async () => {
  const { name, orderId } = await buyer({ pays: true });
  const opened = await openAdmin('/admin/payments', { size: '390x844', lang: 'ru' });
  const { app } = opened;
  await app.getByRole('searchbox').fill(orderId);
  await app.getByRole('button', { name: new RegExp(name) }).click();
  const acts = app.locator('.admin-pay-acts .btn');
  await acts.first().waitFor();
  const tops = await acts.evaluateAll((all) => all.map((it) => it.getBoundingClientRect().top));
  expect(tops).toHaveLength(3);
  expect(new Set(tops.map(Math.round)).size).toBe(1);
  await shoot(opened, 'payment-acts-390');
  await app.getByRole('button', { name: 'Подробнее' }).click();
  await app.getByRole('dialog').getByRole('button', { name: orderId, exact: true }).click();
  await app.getByText('Скопировано').waitFor();
});

describe('the dashboard', () => {
  it('shows the figures of the period that is chosen', async () => {
    await buyer({ pays: true });
    const opened = await openAdmin('/admin');
    const { app } = opened;
    const payers = app.locator('.kpi', { hasText: 'Payers' });
    await payers
      .getByText(/^[1-9]/)
      .first()
      .waitFor();
    await app.getByRole('region', { name: 'Revenue by provider' }).getByText('YooKassa').waitFor();
    await app.getByRole('region', { name: 'From the first launch to the first payment' }).waitFor();
    await shoot(opened, 'dashboard');
    await app.getByText('90 days', { exact: true }).click();
    await app.getByRole('region', { name: 'Revenue by provider' }).getByText('YooKassa').waitFor();
    await app.getByText('Days…').click();
    await app.getByLabel('From', { exact: true }).fill('2026-01-01');
    await app.getByLabel('To', { exact: true }).fill('2026-01-31');
    await app.getByRole('button', { name: 'Show' }).click();
    await app.getByText('Nothing in this period').first().waitFor();
    await shoot(opened, 'dashboard-days');
  });

  it('fits a phone and a desktop in both languages', async () => {
    for (const [size, lang, name] of [
      ['390x844', 'ru', 'dashboard-390-ru'],
      ['320x640', 'en', 'dashboard-320-en'],
      ['1280x800', 'ru', 'dashboard-1280-ru'],
    ] as const) {
      const opened = await openAdmin('/admin', {
        size,
        lang,
        ...(size === '1280x800' ? { platform: 'tdesktop' } : {}),
      });
      await opened.app.locator('.admin-breakdowns').waitFor();
      const overflow = () =>
        opened.app.locator('html').evaluate((page) => page.scrollWidth - page.clientWidth);
      await expect.poll(overflow).toBeLessThanOrEqual(0);
      await shoot(opened, name);
    }
  });
});
