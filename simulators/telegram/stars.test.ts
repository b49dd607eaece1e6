import { Bot } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANNA, IRINA, startTelegramSimulator, type TelegramSimulator } from './index.ts';

const TOKEN = '7000000001:AAtest-token_of-the-main-bot';
const MONTH = 2_592_000;

let simulator: TelegramSimulator;
let bot: Bot;
let running: Promise<void>;
let agrees: true | string | null = true;

beforeEach(async () => {
  agrees = true;
  simulator = await startTelegramSimulator({
    bots: [{ name: 'main', token: TOKEN, username: 'ai_coins_bot' }],
    checkoutTimeoutMs: 200,
  });
  bot = new Bot(TOKEN, { client: { apiRoot: simulator.apiRoot } });
  bot.on('pre_checkout_query', async (context) => {
    if (agrees === true) await context.answerPreCheckoutQuery(true);
    else if (agrees) await context.answerPreCheckoutQuery(false, agrees);
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  running = bot.start({ onStart: () => resolve() });
  await promise;
});

afterEach(async () => {
  await bot.stop();
  await running;
  await simulator.close();
});

function link(stars: number, period?: number): Promise<string> {
  const prices = [{ label: 'Coins', amount: stars }];
  const other = period ? { subscription_period: period } : {};
  return bot.api.createInvoiceLink('Coins', 'A pack', `order-${stars}`, '', 'XTR', prices, other);
}

const balance = (key: string) => simulator.world.person(key).stars;
const payments = () =>
  simulator.queue('main').history.flatMap((u) => u.message?.successful_payment ?? []);

describe('a payment', () => {
  it('asks the bot, moves the Stars and tells the bot', async () => {
    const result = await simulator.stars.pay(await link(680), 'anna');
    expect(result.status).toBe('paid');
    expect(balance('anna')).toBe(ANNA.stars - 680);
    expect(payments()).toMatchObject([
      {
        currency: 'XTR',
        total_amount: 680,
        invoice_payload: 'order-680',
        telegram_payment_charge_id: result.charge?.id,
      },
    ]);
    expect(await bot.api.getMyStarBalance()).toMatchObject({ amount: 680 });
  });

  it('can be made again and by another person, each time with a charge of its own', async () => {
    const invoice = await link(100);
    for (const key of ['anna', 'anna', 'irina']) await simulator.stars.pay(invoice, key);
    expect(new Set(payments().map((p) => p.telegram_payment_charge_id)).size).toBe(3);
    expect([balance('anna'), balance('irina')]).toEqual([ANNA.stars - 200, IRINA.stars - 100]);
  });

  it('fails with the error of the bot, without an answer, when declined, or with too few Stars', async () => {
    const invoice = await link(100);
    agrees = 'The price has changed';
    const refused = { status: 'failed', error: 'The price has changed' };
    expect(await simulator.stars.pay(invoice, 'anna')).toEqual(refused);
    agrees = null;
    const silent = { status: 'failed', error: 'BOT_PRECHECKOUT_TIMEOUT' };
    expect(await simulator.stars.pay(invoice, 'anna')).toEqual(silent);
    agrees = true;
    const declined = await simulator.stars.pay(invoice, 'anna', { decline: true });
    expect(declined.status).toBe('failed');
    const dear = await simulator.stars.pay(await link(9_000), 'anna');
    expect(dear).toEqual({ status: 'failed', error: 'BALANCE_TOO_LOW' });
    expect([balance('anna'), payments()]).toEqual([ANNA.stars, []]);
  });

  it('is refused at pre-checkout after it expired', async () => {
    agrees = null;
    await simulator.stars.pay(await link(100), 'anna');
    const query = simulator.queue('main').history.find((u) => u.pre_checkout_query);
    const late = bot.api.answerPreCheckoutQuery(query?.pre_checkout_query?.id ?? '', true);
    await expect(late).rejects.toThrow('query is too old');
  });
});

describe('a refund', () => {
  it('happens once', async () => {
    const { charge } = await simulator.stars.pay(await link(300), 'anna');
    const id = charge?.id ?? '';
    await expect(bot.api.refundStarPayment(IRINA.id, id)).rejects.toThrow('CHARGE_NOT_FOUND');
    await bot.api.refundStarPayment(ANNA.id, id);
    await expect(bot.api.refundStarPayment(ANNA.id, id)).rejects.toThrow('CHARGE_ALREADY_REFUNDED');
    expect(balance('anna')).toBe(ANNA.stars);
    const told = simulator.queue('main').history.at(-1)?.message?.refunded_payment;
    expect(told).toMatchObject({ total_amount: 300, telegram_payment_charge_id: id });
  });

  it('is in the transactions under the identifier of the payment, page by page', async () => {
    const invoice = await link(10);
    const ids: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      const { charge } = await simulator.stars.pay(invoice, 'anna');
      ids.push(charge?.id ?? '');
    }
    await bot.api.refundStarPayment(ANNA.id, ids[1] ?? '');
    const page = async (offset: number) =>
      (await bot.api.getStarTransactions({ offset, limit: 3 })).transactions;
    const all = [...(await page(0)), ...(await page(3)), ...(await page(6))];
    expect(all.map((t) => t.id)).toEqual([...ids, ids[1]]);
    expect(all.at(-1)).toMatchObject({ amount: 10, receiver: { user: { id: ANNA.id } } });
    expect(all.at(-1)?.source).toBeUndefined();
    await expect(bot.api.getStarTransactions({ limit: 101 })).rejects.toThrow('400');
  });
});

describe('a subscription', () => {
  it('renews with the same payload and a new charge', async () => {
    const { charge } = await simulator.stars.pay(await link(200, MONTH), 'anna');
    const renewed = simulator.stars.renewSubscription(charge?.id ?? '');
    expect(renewed.status).toBe('paid');
    const [first, second] = payments();
    expect(first).toMatchObject({ is_recurring: true, is_first_recurring: true });
    expect(second).toMatchObject({ is_recurring: true, invoice_payload: 'order-200' });
    expect(second?.is_first_recurring).toBeUndefined();
    expect(second?.telegram_payment_charge_id).not.toBe(first?.telegram_payment_charge_id);
    const lengthened =
      (second?.subscription_expiration_date ?? 0) - (first?.subscription_expiration_date ?? 0);
    expect(lengthened).toBe(MONTH);
  });

  it('tells the bot when the person cancels, resumes or cannot pay', async () => {
    const { charge } = await simulator.stars.pay(await link(200, MONTH), 'anna');
    const id = charge?.id ?? '';
    simulator.stars.setSubscriptionCanceled(id, true);
    expect(simulator.stars.renewSubscription(id).status).toBe('cancelled');
    simulator.stars.setSubscriptionCanceled(id, false);
    simulator.world.person('anna').stars = 0;
    expect(simulator.stars.renewSubscription(id).status).toBe('failed');
    const states = simulator.queue('main').history.flatMap((u) => u.subscription?.state ?? []);
    expect(states).toEqual(['canceled', 'active', 'failed']);
  });

  it('can be ended by the bot', async () => {
    const { charge } = await simulator.stars.pay(await link(200, MONTH), 'anna');
    const id = charge?.id ?? '';
    await bot.api.editUserStarSubscription(ANNA.id, id, true);
    expect(simulator.stars.renewSubscription(id).status).toBe('cancelled');
    const other = bot.api.editUserStarSubscription(IRINA.id, id, true);
    await expect(other).rejects.toThrow('SUBSCRIPTION_NOT_FOUND');
  });
});
