import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { commonFaults } from '../../../simulators/simulatorServer.ts';
import { BotApiError } from '../../../simulators/telegram/index.ts';
import { sql } from '../../db/statement.ts';
import { starWorld } from './providers/stars/testing/starWorld.ts';
import { yooKassaWorld } from './providers/yookassa/testing/yooKassaWorld.ts';

const roubles = await yooKassaWorld({
  YOOKASSA_RECEIPT_VAT_CODE: '1',
  YOOKASSA_RECEIPT_EMAIL: 'receipts@example.org',
});
const stars = await starWorld();

const noReceipt = commonFaults.status(400, {
  type: 'error',
  id: randomUUID(),
  code: 'invalid_request',
  description: 'Receipt is missing or illegal',
  parameter: 'receipt',
});

const readAlerts = sql<{ key: string; resolved_at: Date | null }>(
  `select key, resolved_at from alerts where kind = 'checkout_refused' order by id`,
);
const readKept = sql<{ kept: number }>(
  `select count(*) as kept from payments where checkout_request is not null`,
);

describe('an order whose creation got no answer', () => {
  it('sends YooKassa the same request again after the person has changed the language', async () => {
    const { test, yookassa } = roubles;
    const alice = await test.person({ language_code: 'en' });
    const requestId = randomUUID();
    yookassa.faults.add('payments.create', commonFaults.statusAfterWork(500), 3);
    await expect(roubles.order(alice, { requestId })).rejects.toMatchObject({
      message: 'PAYMENT_PROVIDER_UNAVAILABLE',
    });
    await alice.call.me.updateSettings({ language: 'ru' });
    const order = await roubles.order(alice, { requestId });
    expect(order).toMatchObject({ status: 'pending' });
    expect(yookassa.shop.requests.get(order.paymentId)).toMatchObject({
      description: 'AI Coins top-up: 100 coins',
      confirmation: { locale: 'en_US' },
      receipt: { customer: { email: 'receipts@example.org' } },
    });
    expect((await test.app.db.query(readKept))[0]?.kept).toBe(0);
  });

  it('sends Telegram the same request again after the person has changed the language', async () => {
    const { telegram } = stars;
    const alice = await stars.payer({ languageCode: 'en' });
    const order = {
      requestId: randomUUID(),
      provider: 'stars' as const,
      item: { type: 'pack' as const, code: 'coins-100' },
    };
    telegram.api.fail({
      method: 'createInvoiceLink',
      error: new BotApiError(502, 'Bad Gateway'),
      times: 1,
    });
    await expect(alice.call.payments.create(order)).rejects.toMatchObject({
      message: 'PAYMENT_PROVIDER_UNAVAILABLE',
    });
    await alice.call.me.updateSettings({ language: 'ru' });
    const { payUrl } = await alice.call.payments.create(order);
    expect(telegram.stars.invoice(payUrl ?? '')).toMatchObject({
      title: '100 coins',
      description: 'AI Coins top-up: 100 coins',
    });
  });
});

describe('an order that the provider refuses permanently', () => {
  it('is closed with its reason, and raises one alert per reason, again after it was resolved', async () => {
    const { test, yookassa } = roubles;
    const [alice, bob] = [await test.person(), await test.person()];
    const admin = await test.admin();
    const requestId = randomUUID();
    const refused = { message: 'PAYMENT_REFUSED' };
    yookassa.faults.add('payments.create', noReceipt, 3);
    await expect(roubles.order(alice, { requestId })).rejects.toMatchObject(refused);
    await expect(roubles.order(alice, { requestId })).rejects.toMatchObject(refused);
    await expect(roubles.order(bob)).rejects.toMatchObject(refused);
    const [order] = (await alice.call.payments.list({})).items;
    expect(order).toMatchObject({ status: 'cancelled', cancelReason: 'refused_by_provider' });
    expect(await test.app.db.query(readAlerts)).toMatchObject([
      { key: 'yookassa:400 invalid_request receipt', resolved_at: null },
    ]);
    const [alert] = (await admin.call.admin.alerts({})).items;
    await admin.call.admin.resolveAlert({
      alertId: alert?.id ?? 0,
      reason: 'looked at',
      requestId: randomUUID(),
    });
    await expect(roubles.order(bob)).rejects.toMatchObject(refused);
    expect(await test.app.db.query(readAlerts)).toMatchObject([{ resolved_at: null }]);
    expect(await roubles.order(alice)).toMatchObject({ status: 'pending' });
  });

  it('is cancelled when Telegram refuses its invoice', async () => {
    const alice = await stars.payer();
    stars.telegram.api.fail({
      method: 'createInvoiceLink',
      error: new BotApiError(400, 'Bad Request: CURRENCY_TOTAL_AMOUNT_INVALID'),
      times: 1,
    });
    await expect(stars.order(alice)).rejects.toMatchObject({ message: 'PAYMENT_REFUSED' });
    expect((await alice.call.payments.list({})).items).toMatchObject([
      { status: 'cancelled', cancelReason: 'refused_by_provider' },
    ]);
  });
});
