import { beforeAll, describe, expect, it } from 'vitest';
import { ANNA, IRINA, newcomer } from '../simulators/telegram/people.ts';
import type { HostOptions, OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { expectFits, shoot } from './look.ts';
import { e2e } from './stack.ts';

const world = e2e();
/** Buys a pack with a promo code. */
const SAM = { ...newcomer(700_200_001), key: 'sam', firstName: 'Sam', lastName: 'Porter' };
/** Buys a year and credits while the month runs. */
const LENA = { ...newcomer(700_200_002), key: 'lena', firstName: 'Lena', lastName: 'Hart' };

async function launch(person: string): Promise<void> {
  const { telegram, apiUrl } = world.stack;
  const authorization = `tma ${telegram.initData({ bot: 'main', person })}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(`${apiUrl}/trpc/me.launch`, { method: 'POST', headers });
  expect(answer.status).toBe(200);
}

beforeAll(async () => {
  world.stack.telegram.world.addPerson({ ...SAM, stars: 5_000 });
  world.stack.telegram.world.addPerson({ ...LENA, stars: 5_000 });
  for (const person of ['anna', 'irina', 'sam', 'lena']) {
    await launch(person);
  }
});

const open = (path: string, person: string, options: HostOptions = {}) =>
  world.open({ person, path, embed: true, lang: 'en', ...options });

/** Presses a button of Telegram's popup. */
async function answer({ phone }: OpenedApp, button: string): Promise<void> {
  await phone.getByRole('alertdialog').getByRole('button', { name: button, exact: true }).click();
}

/** Charges that Telegram holds for a person, oldest first. */
const chargesOf = (userId: number) =>
  world.stack.telegram.stars.charges('main').filter((charge) => charge.userId === userId);

function lastChargeOf(userId: number) {
  const charge = chargesOf(userId).at(-1);
  if (!charge) {
    throw new Error('nothing has been charged yet');
  }
  return charge;
}

/** A day as the app writes it: `21 Dec`. */
const inDays = (days: number) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }).format(
    Date.now() + days * 86_400_000,
  );

/** The same in a sentence: `21 December`, with the year when it is another one. */
function inFull(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000);
  const year = date.getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' as const };
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', ...year }).format(date);
}

/** The plan's card in the wallet, or its sheet. */
const planCard = ({ app }: OpenedApp) => app.getByRole('region', { name: 'Plan', exact: true });

/** The state of a payment in the person's list. */
const paymentTag = ({ app }: OpenedApp, item: string) =>
  app.getByRole('listitem').filter({ hasText: item }).first().locator('.tag');

async function subscribe(opened: OpenedApp): Promise<void> {
  const { app, mainButton, secondaryButton, phone } = opened;
  await app.getByRole('button', { name: /No plan yet/ }).click();
  await app.getByRole('radio', { name: /^Month/ }).waitFor();
  await shoot(opened, 'plan-choose');
  await app.getByRole('button', { name: 'Plan terms' }).click();
  const terms = app.getByRole('dialog', { name: 'Plan terms' });
  await terms.getByText(/After 30 days Telegram charges 285.stars again by itself/).waitFor();
  await terms.getByRole('heading', { name: 'How to cancel' }).waitFor();
  await shoot(opened, 'plan-terms');
  await opened.backButton.click();
  await terms.waitFor({ state: 'detached' });
  await mainButton.filter({ hasText: 'Subscribe · 285 stars' }).click();
  await phone.getByRole('button', { name: /^Confirm and pay 285/ }).click();
  await app.getByText('The plan is active').waitFor();
  await shoot(opened, 'plan-success');
  await secondaryButton.filter({ hasText: 'Done' }).click();
}

/** Refunds one charge of the open payment, pressing everything twice. */
async function refundOne(admin: OpenedApp, choices: number): Promise<void> {
  const { app, mainButton } = admin;
  await app.getByRole('button', { name: 'Refund', exact: true }).dblclick();
  const dialog = app.getByRole('dialog', { name: 'Refund · Anna Kovaleva' });
  await dialog.waitFor();
  expect(await dialog.getByRole('radio').count()).toBe(choices);
  await app.getByLabel('Ready reasons').selectOption('User asked within 14 days');
  await shoot(admin, `plan-admin-refund-${choices}`);
  await mainButton.filter({ hasText: /^Refund 285.stars$/ }).dblclick();
  await answer(admin, 'Refund');
  await dialog.waitFor({ state: 'detached' });
}

/** Waits until everything that Anna has paid is refunded. */
const expectAllReturned = () =>
  expect.poll(() => chargesOf(ANNA.id).filter(({ refundedAt }) => !refundedAt).length).toBe(0);

describe('the plan by the month', () => {
  it('is bought with Stars, renews, is cancelled, and is refunded', async () => {
    const anna = await open('/wallet', 'anna');
    const { app, stack } = { ...anna, stack: world.stack };
    await subscribe(anna);
    await planCard(anna).getByText('0 of 60 operations used today').waitFor();
    await planCard(anna)
      .getByText(`renews ${inDays(30)}`)
      .waitFor();
    await shoot(anna, 'plan-wallet');

    // The sheet is open while the next period is charged.
    await app.getByRole('button', { name: 'Manage' }).click();
    await app.getByRole('button', { name: 'Cancel renewal' }).waitFor();
    await shoot(anna, 'plan-manage');
    stack.telegram.stars.renewSubscription(lastChargeOf(ANNA.id).id);
    const dialog = app.getByRole('dialog', { name: 'Your plan' });
    await dialog.getByText(`renews ${inDays(60)}`).waitFor();

    await app.getByRole('button', { name: 'Cancel renewal' }).click();
    await answer(anna, 'Cancel renewal');
    await dialog.getByText('Will not renew. Nothing more will be charged.').waitFor();
    await dialog.getByText(`ends ${inDays(60)}`).waitFor();
    // Said once, in whatever form.
    const day = inDays(60).replace(/\s/g, '\\s');
    expect(await dialog.getByText(new RegExp(day)).count()).toBe(1);
    await shoot(anna, 'plan-cancelled');
    expect(stack.telegram.stars.subscription(lastChargeOf(ANNA.id).id).state).toBe('canceled');
    await anna.backButton.click();
    await planCard(anna)
      .last()
      .getByText(`ends ${inDays(60)}`)
      .waitFor();
    await shoot(anna, 'plan-wallet-cancelled');

    const admin = await open('/admin/payments', 'irina');
    await admin.app.getByRole('button', { name: /Anna Kovaleva.*Paid/s }).click();
    await shoot(admin, 'plan-admin-paid');
    await refundOne(admin, 2);
    await refundOne(admin, 0);
    await expectAllReturned();
    await admin.app.getByRole('button', { name: /Anna Kovaleva.*Refunded/s }).waitFor();
    await shoot(admin, 'plan-admin-refunded');
    await admin.app.getByRole('button', { name: 'Profile' }).click();
    await admin.app.getByRole('heading', { name: 'Anna Kovaleva' }).waitFor();
    await admin.app.getByRole('list', { name: 'Payments' }).getByText('Refunded').waitFor();
    await shoot(admin, 'plan-admin-card');

    await app.getByRole('button', { name: /No plan yet/ }).waitFor();
    await app.getByRole('button', { name: 'Payments', exact: true }).click();
    await paymentTag(anna, 'Plan “Month”').filter({ hasText: 'Refunded' }).waitFor();
    const charges = app.getByRole('list', { name: 'Charges' }).getByRole('listitem');
    await expect
      .poll(() => charges.allTextContents())
      .toEqual([expect.stringMatching(/285.*Refunded/), expect.stringMatching(/285.*Refunded/)]);
    await shoot(anna, 'plan-payments-refunded');
  });

  it('shows at once what the person has changed in Telegram', async () => {
    const anna = await open('/wallet', 'anna');
    await subscribe(anna);
    await planCard(anna)
      .getByText(/^renews/)
      .waitFor();
    const { id } = lastChargeOf(ANNA.id);
    world.stack.telegram.stars.setSubscriptionCanceled(id, true);
    await planCard(anna).getByText(/^ends/).waitFor();
    world.stack.telegram.stars.setSubscriptionCanceled(id, false);
    await planCard(anna)
      .getByText(/^renews/)
      .waitFor();

    // Subscribed again while days are left: they are kept, and Telegram charges by its own period.
    const { app, mainButton, phone } = anna;
    await app.getByRole('button', { name: 'Manage' }).click();
    await app.getByRole('button', { name: 'Cancel renewal' }).click();
    await answer(anna, 'Cancel renewal');
    // No plan is preselected, in particular not the most expensive one.
    const resume = app.getByRole('button', { name: 'Resume renewal' });
    await resume.waitFor();
    await expect.poll(() => app.getByRole('radio', { checked: true }).count()).toBe(0);
    await mainButton.waitFor({ state: 'hidden' });
    await resume.click();
    await app
      .getByText(
        `after ${inFull(30)}. Telegram charges again on ${inFull(30)}, and those days are added too.`,
      )
      .waitFor();
    await shoot(anna, 'plan-again');
    await mainButton.filter({ hasText: 'Subscribe · 285 stars' }).click();
    await phone.getByRole('button', { name: /^Confirm and pay 285/ }).click();
    await app.getByText('The plan is active').waitFor();
    await anna.secondaryButton.filter({ hasText: 'Done' }).click();
    await planCard(anna)
      .getByText(`renews ${inDays(30)}`)
      .waitFor();
    await planCard(anna)
      .getByText(`Paid until ${inFull(60)}`)
      .waitFor();
    await shoot(anna, 'plan-again-wallet');

    // Both payments are refunded, one right after the other.
    const admin = await open('/admin/payments', 'irina');
    const paid = admin.app.getByRole('button', { name: /Anna Kovaleva.*285/s });
    for (const one of [paid.nth(1), paid.first()]) {
      await one.click();
      await refundOne(admin, 0);
    }
    await expectAllReturned();
    await app.getByRole('button', { name: /No plan yet/ }).waitFor();
  });

  it('sells a year that begins when the month ends, and credits meanwhile', async () => {
    const lena = await open('/wallet', 'lena', { size: '320x568' });
    const { app, mainButton, secondaryButton, phone } = lena;
    await subscribe(lena);
    await app.getByRole('button', { name: 'Manage' }).click();
    await app.getByRole('radio', { name: /^Year/ }).click();
    await app.getByText(`on ${inFull(30)}. Cancel the renewal`).waitFor();
    await expectFits(lena);
    await shoot(lena, 'plan-year');
    await mainButton.filter({ hasText: /^Subscribe · 2,850.stars/ }).click();
    await phone.getByRole('button', { name: /^Confirm and pay 2.?850/ }).click();
    await app.getByText(`It begins on ${inFull(30)}`).waitFor();
    await shoot(lena, 'plan-year-success');
    await secondaryButton.filter({ hasText: 'Done' }).click();
    await planCard(lena)
      .getByText(`Then “Year” to ${inFull(30 + 365)}`)
      .waitFor();

    await app.getByRole('button', { name: 'Manage' }).click();
    await app.getByRole('radio', { name: /^Credits/ }).click();
    await shoot(lena, 'plan-credits');
    await mainButton.filter({ hasText: /^Buy · 515.stars/ }).click();
    await phone.getByRole('button', { name: /^Confirm and pay 515/ }).click();
    await app.getByText('Credits are yours').waitFor();
    await shoot(lena, 'plan-credits-success');
    await secondaryButton.filter({ hasText: 'Done' }).click();
    await planCard(lena).getByText('100 credits').waitFor();
    await shoot(lena, 'plan-credits-wallet');
  });
});

describe('the plan by the month in Russian, on a dark Android', () => {
  it('is bought, renews and is cancelled', async () => {
    const look = { lang: 'ru', theme: 'android-night', platform: 'android' } as const;
    const irina = await open('/wallet', 'irina', { ...look, size: '360x740' });
    const { app, mainButton, secondaryButton, phone, backButton } = irina;
    await app.getByRole('button', { name: /Подписки нет/ }).click();
    await app.getByRole('radio', { name: /^Месяц/ }).waitFor();
    await expectFits(irina);
    await shoot(irina, 'plan-ru-choose');
    await app.getByRole('button', { name: 'Условия' }).click();
    const terms = app.getByRole('dialog', { name: 'Условия подписки' });
    await terms.getByText(/^Через 30.дней Telegram сам спишет 285.звёзд/).waitFor();
    await shoot(irina, 'plan-ru-terms');
    await backButton.click();
    await terms.waitFor({ state: 'detached' });
    await mainButton.filter({ hasText: 'Оформить · 285 звёзд' }).click();
    await phone.getByRole('button', { name: /^Подтвердить и оплатить 285/ }).click();
    await app.getByText('Подписка действует').waitFor();
    await shoot(irina, 'plan-ru-success');
    await secondaryButton.filter({ hasText: 'Готово' }).click();
    const card = app.getByRole('region', { name: 'Подписка', exact: true }).last();
    await card.getByText(/^0 из 60.операций сегодня/).waitFor();
    await card.getByText(/^продление/).waitFor();
    await shoot(irina, 'plan-ru-wallet');
    await app.getByRole('button', { name: 'Управлять' }).click();
    await app.getByRole('button', { name: 'Отменить продление' }).waitFor();
    world.stack.telegram.stars.renewSubscription(lastChargeOf(IRINA.id).id);
    await expect.poll(() => chargesOf(IRINA.id).length).toBe(2);
    await shoot(irina, 'plan-ru-manage');
    await app.getByRole('button', { name: 'Отменить продление' }).click();
    await answer(irina, 'Отменить продление');
    await app.getByText('Продления не будет. Больше ничего не спишется.').waitFor();
    await expectFits(irina);
    await shoot(irina, 'plan-ru-cancelled');
  });
});

describe('a pack bought with a promo code', () => {
  it('is clawed back when Telegram refunds the Stars, while the app is open', async () => {
    const sam = await open('/wallet', 'sam');
    const { app, mainButton } = sam;
    const balance = app.getByRole('region', { name: 'Balance' });
    await balance.getByText('100', { exact: true }).last().waitFor();
    await app.getByRole('button', { name: 'Top up' }).click();
    await app.getByRole('radio', { name: /^100\b/ }).click();
    await app.getByRole('textbox', { name: 'Promo code' }).fill('save20');
    await app.getByRole('button', { name: 'Apply' }).click();
    await mainButton.filter({ hasText: 'Pay 128 stars' }).click();
    await sam.phone.getByRole('button', { name: 'Confirm and pay 128' }).click();
    await app.getByText('Coins are on your balance').waitFor();
    await sam.secondaryButton.filter({ hasText: 'Done' }).click();
    await app.getByText('New badge: Patron').waitFor();
    await sam.secondaryButton.filter({ hasText: 'Done' }).click();
    await balance.getByText('200', { exact: true }).last().waitFor();
    await shoot(sam, 'plan-pack-bought');

    const admin = await open('/admin/payments', 'irina');
    await admin.app.getByRole('button', { name: /Sam Porter.*SAVE20.*Paid/s }).waitFor();

    const { telegram } = world.stack;
    telegram.stars.refund('main', SAM.id, lastChargeOf(SAM.id).id);
    await balance.getByText('100', { exact: true }).last().waitFor();
    const line = app.getByRole('listitem').filter({ hasText: 'Payment refunded' });
    await expect.poll(() => line.textContent()).toMatch(/Stars, SAVE20.*−100/s);
    await shoot(sam, 'plan-pack-refunded');
    await line.getByRole('button').click();
    await paymentTag(sam, '100 coins').filter({ hasText: 'Refunded' }).waitFor();
    await app.getByRole('button', { name: /^100 coins/ }).click();
    const details = app.getByRole('dialog', { name: 'Payment', exact: true });
    await details.getByText('Money refunded').waitFor();
    await details.getByText('SAVE20').waitFor();
    await shoot(sam, 'plan-pack-payment');

    await admin.app.getByRole('tab', { name: 'Overview' }).click();
    await admin.app.getByRole('tab', { name: 'Payments' }).click();
    await admin.app.getByRole('button', { name: /Sam Porter.*SAVE20.*Refunded/s }).click();
    await admin.app.getByRole('button', { name: 'Profile' }).click();
    await admin.app.getByRole('list', { name: 'Payments' }).getByText('Refunded').waitFor();
    await shoot(admin, 'plan-pack-admin-card');
  });
});
