import { describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import { reconcileStars } from './providers/stars/reconcile.ts';
import { START_COINS, starWorld } from './providers/stars/testing/starWorld.ts';
import { reconcile } from './reconcile.ts';

const world = await starWorld();
const { telegram } = world;

const countRows = sql<{ charges: number; entries: number; alerts: number }>(`
  select (select count(*) from payment_charges) as charges,
    (select count(*) from ledger_entries) as entries, (select count(*) from alerts) as alerts
`);
const makeOld = sql(`update payments set expires_at = now() - interval '1 minute' where id = $1`);

/** A person pays, and Telegram's update about it never arrives. */
async function payWithoutUpdate(payer: Awaited<ReturnType<typeof world.payer>>) {
  const order = await world.order(payer);
  const queue = telegram.queue('main');
  queue.hold();
  const paying = telegram.stars.pay(order.link, payer.person.id);
  queue.release();
  queue.faults.dropNext = 1;
  const { charge } = await paying;
  await world.settled();
  return { order, chargeId: charge?.id ?? '' };
}

describe('the reconciliation with Telegram', () => {
  it('finds payments and refunds that no update has reported; a second run changes nothing', async () => {
    const [alice, bob] = [await world.payer(), await world.payer()];
    const lost = await payWithoutUpdate(alice);
    const returned = await payWithoutUpdate(bob);
    telegram.queue('main').faults.dropNext = 1;
    telegram.stars.refund('main', bob.person.id, returned.chargeId);
    expect(await world.coinsOf(alice)).toBe(START_COINS);
    await reconcile(world.app);
    expect(await world.coinsOf(alice)).toBe(START_COINS + 10_000);
    expect(await world.coinsOf(bob)).toBe(START_COINS);
    expect(await alice.call.payments.get({ id: lost.order.id })).toMatchObject({
      status: 'succeeded',
    });
    expect(await bob.call.payments.get({ id: returned.order.id })).toMatchObject({
      status: 'refunded',
    });
    const before = await world.app.db.query(countRows);
    await reconcile(world.app, { whole: true });
    await Promise.all([reconcile(world.app), reconcileStars(world.app, 'main', { whole: true })]);
    expect(await world.app.db.query(countRows)).toEqual(before);
  });

  it('reads many pages, and continues from where it was', async () => {
    const alice = await world.payer({ stars: 100_000 });
    const order = await world.order(alice, { type: 'custom', coins: 1000 });
    const invoice = telegram.stars.invoice(order.link);
    for (let nth = 0; nth < 230; nth += 1) {
      const id = `page-${nth}`;
      const date = Math.floor(Date.now() / 1000);
      const { slug, payload, stars, bot } = invoice;
      telegram.world.data.charges.push({
        id,
        bot,
        userId: alice.person.id,
        stars,
        payload,
        slug,
        date,
      });
      telegram.world.data.movements.push({ chargeId: id, bot, kind: 'payment', date });
    }
    await reconcileStars(world.app, 'main');
    expect(await world.charges(order.id)).toHaveLength(230);
    telegram.api.calls.length = 0;
    await reconcileStars(world.app, 'main');
    const offsets = telegram.api.calls
      .filter(({ method }) => method === 'getStarTransactions')
      .map(({ params }) => Number(params.offset));
    expect(Math.min(...offsets)).toBeGreaterThan(100);
  });

  it('credits once what is later reported by an update as well', async () => {
    const alice = await world.payer();
    const { chargeId } = await payWithoutUpdate(alice);
    await reconcile(world.app);
    const update = telegram
      .queue('main')
      .history.find(
        ({ message }) => message?.successful_payment?.telegram_payment_charge_id === chargeId,
      );
    telegram.queue('main').deliverAgain(update?.update_id ?? 0);
    await world.settled();
    expect(await world.coinsOf(alice)).toBe(START_COINS + 10_000);
  });

  it('expires unpaid orders, and still credits late money', async () => {
    const alice = await world.payer();
    const [dead, late] = [await world.order(alice), await payWithoutUpdate(alice)];
    await world.app.db.query(makeOld, [dead.id]);
    await world.app.db.query(makeOld, [late.order.id]);
    expect(await telegram.stars.pay(dead.link, alice.person.id)).toMatchObject({
      status: 'failed',
    });
    await reconcile(world.app);
    expect(await alice.call.payments.get({ id: dead.id })).toMatchObject({ status: 'expired' });
    expect(await alice.call.payments.get({ id: late.order.id })).toMatchObject({
      status: 'succeeded',
    });
  });

  it('continues with the other parts when Telegram does not answer', async () => {
    const alice = await world.payer();
    const dead = await world.order(alice);
    await world.app.db.query(makeOld, [dead.id]);
    telegram.api.fail({
      method: 'getStarTransactions',
      error: Object.assign(new Error('down'), { code: 500 }) as never,
      times: 2,
    });
    await reconcile(world.app);
    telegram.api.clearFaults();
    expect(await alice.call.payments.get({ id: dead.id })).toMatchObject({ status: 'expired' });
  });
});
