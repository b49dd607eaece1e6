import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { e2e } from './stack.ts';

const app = e2e({ with: ['yookassa'] });

/** Anna has launched the app before; other tests cover the first launch. */
beforeAll(async () => {
  const { stack } = app;
  const raw = stack.telegram.initData({ bot: 'main', person: 'anna' });
  const answer = await fetch(`${stack.apiUrl}/trpc/me.launch`, {
    method: 'POST',
    headers: {
      authorization: `tma ${raw}`,
      'content-type': 'application/json',
    },
  });
  expect(answer.status).toBe(200);
});

interface OrderRow {
  status: string;
  amount_minor: number;
  currency: string;
}

/** Everything ever ordered, oldest first. */
function orders() {
  return app.query<OrderRow>(
    'select status, amount_minor::int, currency from audit.payments order by payment_id',
  );
}

async function coins(): Promise<number> {
  const [row] = await app.query<{ coins: number }>('select coins::int from audit.users');
  return row?.coins ?? 0;
}

async function openTopUp(options: { settle?: string } = {}) {
  const opened = await app.open({ person: 'anna', embed: true, ...options });
  const { app: frame, mainButton } = opened;
  await frame.getByRole('link', { name: 'Wallet' }).click();
  await frame.getByRole('button', { name: 'Top up' }).click();
  await frame.getByRole('radio', { name: /^100\b/ }).click();
  await mainButton.filter({ hasText: 'Pay 160 stars' }).waitFor();
  return { ...opened, sheet: starsSheet(opened) };
}

/** Telegram's own payment sheet. */
function starsSheet({ phone }: OpenedApp) {
  return {
    pay: phone.getByRole('button', { name: 'Confirm and pay 160' }),
    cancel: phone.locator('.sheet-close'),
    settleLater: phone.getByRole('button', { name: 'Close before it settles' }),
    decline: phone.getByRole('button', { name: 'Decline payment' }),
  };
}

describe('topping up with Stars', () => {
  it('credits the coins, and says so', async () => {
    const before = await coins();
    const { app: frame, mainButton, secondaryButton, sheet } = await openTopUp();
    await mainButton.click();
    await sheet.pay.click();
    await frame.getByText('Coins are on your balance').waitFor();
    await frame.getByText('160 stars').waitFor();
    await secondaryButton.filter({ hasText: 'Done' }).click();
    await frame.getByRole('region', { name: 'Balance' }).getByText('200').last().waitFor();
    await frame.getByText('Top-up', { exact: true }).waitFor();
    expect(await coins()).toBe(before + 10_000);
    expect((await orders()).at(-1)).toEqual({
      status: 'succeeded',
      amount_minor: 160,
      currency: 'XTR',
    });
  });

  it('charges nothing when it is cancelled in Telegram, and can be started again', async () => {
    const before = await coins();
    const { app: frame, mainButton, sheet } = await openTopUp();
    await mainButton.click();
    await sheet.cancel.click();
    await mainButton.filter({ hasText: 'Pay 160 stars' }).waitFor();
    await expect.poll(async () => (await orders()).at(-1)?.status).toBe('cancelled');
    expect(await frame.getByRole('alert').count()).toBe(0);
    expect(await coins()).toBe(before);
    await mainButton.click();
    await sheet.pay.click();
    await frame.getByText('Coins are on your balance').waitFor();
    expect(await coins()).toBe(before + 10_000);
  });

  it('waits for a payment that settles later, and shows it without a reload', async () => {
    const before = await coins();
    const { app: frame, mainButton, sheet } = await openTopUp({ settle: '3000' });
    await mainButton.click();
    await sheet.settleLater.click();
    await frame.getByRole('heading', { name: 'Waiting for Telegram' }).waitFor();
    expect(await coins()).toBe(before);
    await frame.getByText('Coins are on your balance').waitFor();
    expect(await coins()).toBe(before + 10_000);
  });

  it('places one order for two quick taps', async () => {
    const before = (await orders()).length;
    const { mainButton, sheet, phone } = await openTopUp();
    await mainButton.evaluate((button: HTMLElement) => {
      button.click();
      button.click();
    });
    await sheet.cancel.waitFor();
    expect(await orders()).toHaveLength(before + 1);
    expect(await phone.locator('.sheet-pay').count()).toBe(1);
  });

  it('says that Telegram refused the payment, and offers to buy Stars or pay in another way', async () => {
    const before = await coins();
    const opened = await openTopUp();
    const { app: frame, mainButton, phone, sheet } = opened;
    await mainButton.click();
    await sheet.decline.click();
    await phone.getByRole('button', { name: 'OK' }).click();
    await frame.getByText(/not enough Stars\. Nothing was charged/).waitFor();
    await frame.getByRole('button', { name: 'Get Stars and pay' }).waitFor();
    const card = frame.getByRole('radio', { name: /Bank card/ });
    await expect.poll(() => card.getAttribute('aria-checked')).toBe('true');
    await mainButton.filter({ hasText: 'Try again by card' }).waitFor();
    expect(await coins()).toBe(before);
  });
});

describe('a promo code', () => {
  it('lowers the price before paying, until it is removed', async () => {
    const { app: frame, mainButton } = await openTopUp();
    const field = frame.getByRole('textbox', { name: 'Promo code' });
    await field.fill('save20');
    await frame.getByRole('button', { name: 'Apply' }).click();
    await mainButton.filter({ hasText: 'Pay 128 stars' }).waitFor();
    await frame.getByRole('button', { name: 'Remove the code' }).click();
    await mainButton.filter({ hasText: 'Pay 160 stars' }).waitFor();
  });
});

describe('topping up by card', () => {
  it('opens the payment page, waits, and succeeds when the bank confirms', async () => {
    const before = await coins();
    const { app: frame, mainButton, page } = await openTopUp();
    await frame.getByRole('radio', { name: /Bank card/ }).click();
    const opening = page.context().waitForEvent('page');
    await mainButton.filter({ hasText: 'Pay 279' }).click();
    const checkout = await opening;
    await frame.getByRole('heading', { name: 'Waiting for the bank' }).waitFor();
    await checkout.getByRole('button', { name: /^Pay/ }).click();
    await frame.getByText('Coins are on your balance').waitFor();
    expect(await coins()).toBe(before + 10_000);
    await frame.getByRole('button', { name: 'Payment details' }).click();
    await frame.getByRole('heading', { name: 'Payment', exact: true }).waitFor();
    await frame.getByText('Money received').waitFor();
    await frame.getByText('Bank card', { exact: true }).waitFor();
  });

  it('leads from the payment page back to the order in the app', async () => {
    const before = await coins();
    const { app: frame, mainButton, page } = await openTopUp();
    await frame.getByRole('radio', { name: /SBP/ }).click();
    const opening = page.context().waitForEvent('page');
    await mainButton.filter({ hasText: 'Pay 279' }).click();
    const checkout = await opening;
    await checkout.getByRole('button', { name: 'Return without paying' }).click();
    const back = checkout.frameLocator('iframe[title="App"]');
    await back.getByRole('heading', { name: 'Waiting for the bank' }).waitFor();
    const reopening = page.context().waitForEvent('page');
    await checkout.locator('[data-button="main"]', { hasText: 'Open payment page again' }).click();
    const again = await reopening;
    // Over HTTP/1.1 a browser opens few connections, and every open app uses two.
    await checkout.close();
    await again.getByRole('button', { name: /^Pay/ }).click();
    const paid = again.frameLocator('iframe[title="App"]');
    await paid.getByText('Coins are on your balance').waitFor();
    expect(await coins()).toBe(before + 10_000);
  });

  it('says why the bank declined, at once and later', async () => {
    const before = await coins();
    const { app: frame, mainButton, page } = await openTopUp();
    await frame.getByRole('radio', { name: /Bank card/ }).click();
    const opening = page.context().waitForEvent('page');
    await mainButton.filter({ hasText: 'Pay 279' }).click();
    const checkout = await opening;
    await checkout.getByRole('button', { name: 'Have the bank decline' }).click();
    const why = /not enough money in the account\. Nothing was charged\./;
    const back = checkout.frameLocator('iframe[title="App"]');
    await back.getByText(why).waitFor();
    await back.getByText('Declined by the bank').waitFor();
    await frame.getByText(why).waitFor();
    await frame.getByRole('button', { name: 'Close' }).click();
    await frame.getByRole('button', { name: 'Payments' }).click();
    await frame
      .getByText(/not enough money/)
      .first()
      .click();
    await frame.getByRole('heading', { name: 'Payment', exact: true }).waitFor();
    await frame.getByText(why).waitFor();
    expect(await coins()).toBe(before);
  });

  it('leads a person in an ordinary browser back to Telegram', async () => {
    const { page } = await app.open({ person: 'anna', embed: true });
    const outer = await page.context().newPage();
    const start = 'pay_0192d1a0-0000-7000-8000-000000000000';
    await outer.goto(`${app.stack.apiUrl}/wallet/payments?startapp=${start}`);
    await outer.getByRole('heading', { name: 'Back to Telegram' }).waitFor();
    const link = outer.getByRole('link', { name: 'Return to AI Coins' });
    expect(await link.getAttribute('href')).toBe(`https://t.me/aicoins_bot?startapp=${start}`);
  });
});
