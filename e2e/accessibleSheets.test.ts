import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { strings as en } from '../webapp/i18n/en/later.ts';
import { strings as ru } from '../webapp/i18n/ru/later.ts';
import { expectAccessible } from './axe.ts';
import { e2e } from './stack.ts';
import { callerOf, makeWorks } from './works.ts';

const test = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '0' } });
let payment: string;

beforeAll(async () => {
  await makeWorks(test, 'irina', ['A lighthouse', 'A harbour']);
  const { mutate } = callerOf(test, 'irina');
  const order = await mutate<{ id: string }>('payments.create', {
    requestId: randomUUID(),
    item: { type: 'pack', code: 'coins-100' },
    provider: 'stars',
  });
  await mutate('payments.cancel', { id: order.id });
  payment = order.id.slice(-12);
});

describe.each([
  ['light', { theme: 'ios-day', platform: 'ios', lang: 'en' }],
  ['dark', { theme: 'android-night', platform: 'android', lang: 'ru' }],
] as const)('in the %s theme, WCAG A and AA are kept by', (_name, host) => {
  const open = (more: { path?: string; startapp?: string }) =>
    test.open({ person: 'irina', ...host, ...more });

  it('the details of a payment', async () => {
    const opened = await open({ path: '/wallet/payments' });
    await opened.app.getByRole('listitem').getByRole('button').first().click();
    await opened.app.getByRole('dialog').getByText(payment).waitFor();
    await expectAccessible(opened);
  });

  it('what a promo code gives', async () => {
    const opened = await open({ startapp: 'promo_SAVE20' });
    await opened.app.getByRole('dialog').locator('.promo-fits').waitFor();
    await expectAccessible(opened);
  });

  it('the terms of a plan', async () => {
    const opened = await open({ path: '/wallet' });
    const none = new RegExp({ en, ru }[host.lang].wallet.plan.none);
    await opened.app.getByRole('button', { name: none }).click();
    await opened.app.locator('.plans-terms').click();
    await opened.app.getByRole('dialog').locator('.document h3').first().waitFor();
    await expectAccessible(opened);
  });

  it('several chosen works, and the sharing of one', async () => {
    const opened = await open({ path: '/gallery' });
    const { app } = opened;
    const texts = { en, ru }[host.lang].gallery;
    const works = app.getByRole('list', { name: texts.works }).getByRole('button');
    await expect.poll(() => works.count()).toBe(2);
    await app.getByRole('button', { name: texts.select, exact: true }).click();
    await works.nth(0).click();
    await works.nth(1).click();
    await expectAccessible(opened);
    await works.nth(1).click();
    await app.getByRole('button', { name: texts.send, exact: true }).click();
    await app.getByRole('dialog').getByRole('switch').waitFor();
    await expectAccessible(opened);
  });

  it('a person’s works in the admin tab', async () => {
    const [row] = await test.query<{ id: string }>('select id from users');
    const opened = await open({ path: `/admin/users/${row?.id}` });
    const list = opened.app.getByRole('list', { name: host.lang === 'en' ? 'Works' : 'Работы' });
    await list.getByRole('button').first().click();
    await list.locator('.admin-work').waitFor();
    await expectAccessible(opened);
  });
});
