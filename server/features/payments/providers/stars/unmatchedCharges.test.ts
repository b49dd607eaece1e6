import { describe, expect, it, vi } from 'vitest';
import { paid } from './testing/paidUpdate.ts';
import { PATIENCE, START_COINS, starWorld } from './testing/starWorld.ts';

const world = await starWorld();
const { telegram } = world;
const PAID = START_COINS + 10_000;

describe('an order that is not open any more', () => {
  it('is refused at the checkout when it was cancelled, and credited when the money comes', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    await alice.call.payments.cancel({ id: order.id });
    expect(await telegram.stars.pay(order.link, alice.person.id)).toMatchObject({
      status: 'failed',
      error: 'This invoice is closed. Create a new one in the app.',
    });
    expect(await world.send(paid(alice.person.id, order.id, 160, 'late-charge'))).toBe(200);
    expect(await world.coinsOf(alice)).toBe(PAID);
    expect(await alice.call.payments.get({ id: order.id })).toMatchObject({ status: 'succeeded' });
  });

  it('credits a second charge as well: the person has paid twice', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    await telegram.stars.pay(order.link, alice.person.id);
    await world.settled();
    expect(await telegram.stars.pay(order.link, alice.person.id)).toMatchObject({
      status: 'failed',
    });
    await world.send(paid(alice.person.id, order.id, 160, 'second-charge'));
    expect(await world.coinsOf(alice)).toBe(PAID + 10_000);
    expect(await world.charges(order.id)).toHaveLength(2);
  });
});

describe('a charge that matches no order', () => {
  it.each([
    ['another amount', (id: number, order: string) => paid(id, order, 1, `odd-${order}`)],
    [
      'another currency',
      (id: number, order: string) => paid(id, order, 160, `usd-${order}`, 'USD'),
    ],
  ])('is given back and raises an alert: %s', async (_what, update) => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const refunds = () => telegram.api.calls.filter((call) => call.method === 'refundStarPayment');
    const before = refunds().length;
    expect(await world.send(update(alice.person.id, order.id))).toBe(200);
    expect(await world.coinsOf(alice)).toBe(START_COINS);
    await vi.waitFor(() => expect(refunds().length).toBeGreaterThan(before), PATIENCE);
    expect(await alice.call.payments.get({ id: order.id })).toMatchObject({ status: 'pending' });
    expect((await world.alerts()).at(-1)).toMatchObject({ kind: 'unmatched_charge' });
  });

  it('is refunded to the stranger who paid it, and credits nobody', async () => {
    const alice = await world.payer();
    const mallory = await world.payer();
    const order = await world.order(alice);
    expect(await telegram.stars.pay(order.link, mallory.person.id)).toMatchObject({
      status: 'failed',
      error: 'This invoice belongs to somebody else.',
    });
    // Should Telegram charge all the same, the Stars are refunded to the payer.
    const invoice = telegram.stars.createInvoice({
      bot: 'main',
      title: 'old',
      description: 'old',
      payload: 'what-an-earlier-bot-sold',
      stars: 10,
    });
    const from = mallory.person.id;
    const charge = chargeBehindTheBot(from, invoice.slug);
    await world.send(paid(from, 'what-an-earlier-bot-sold', 10, charge));
    await vi.waitFor(() => {
      expect(
        telegram.stars.charges('main').find(({ id }) => id === charge)?.refundedAt,
      ).toBeDefined();
    }, PATIENCE);
    await vi.waitFor(async () => {
      const alert = (await world.alerts()).find(({ key }) => key === `stars:${charge}`);
      expect(alert?.resolved_at).not.toBeNull();
    }, PATIENCE);
    expect(await world.coinsOf(mallory)).toBe(START_COINS);
    expect(await world.coinsOf(alice)).toBe(START_COINS);
  });
});

/** Telegram has charged although the bot never approved. */
function chargeBehindTheBot(userId: number, slug: string): string {
  const { bot, payload, stars } = telegram.stars.invoice(slug);
  const id = `stx-${slug}`;
  const date = Math.floor(Date.now() / 1000);
  telegram.world.data.charges.push({ id, bot, userId, stars, payload, slug, date });
  return id;
}
