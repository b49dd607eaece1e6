import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { paid } from './testing/paidUpdate.ts';
import { START_COINS, starWorld } from './testing/starWorld.ts';

const world = await starWorld();
const { telegram } = world;
const PAID = START_COINS + 10_000;

describe('the checkout', () => {
  it('refuses another amount, another bot, an unknown and an expired invoice', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const invoice = (fields: { payload?: string; stars?: number; bot?: string }) =>
      telegram.stars.createInvoice({
        bot: 'main',
        title: 'forged',
        description: 'forged',
        payload: order.id,
        stars: order.amount,
        ...fields,
      }).slug;
    const outcomes = await Promise.all(
      [
        invoice({ stars: 1 }),
        invoice({ bot: 'quiz' }),
        invoice({ payload: 'nothing' }),
        invoice({ payload: crypto.randomUUID() }),
      ].map((slug) => telegram.stars.pay(slug, alice.person.id)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('failed'));
    expect(await telegram.stars.pay(order.link, alice.person.id)).toMatchObject({ status: 'paid' });
    await world.settled();
  });

  it('answers within a second while the tables of the job queue are locked', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const locker = new pg.Client({ connectionString: world.test.databaseUrl });
    await locker.connect();
    await locker.query('begin; lock table pgboss.job in access exclusive mode');
    const started = performance.now();
    expect(await telegram.stars.pay(order.link, alice.person.id)).toMatchObject({ status: 'paid' });
    expect(performance.now() - started).toBeLessThan(1000);
    await world.settled();
    expect(await world.coinsOf(alice)).toBe(PAID);
    await locker.query('rollback');
    await locker.end();
  });

  it('answers while every connection of the pool is waiting for a lock', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const locker = new pg.Client({ connectionString: world.test.databaseUrl });
    await locker.connect();
    await locker.query('begin');
    await locker.query('select from users where id = $1 for update', [alice.userId]);
    const waiting = Array.from({ length: 10 }, () =>
      alice.call.me.updateSettings({ language: 'en' }),
    );
    const started = performance.now();
    const paying = telegram.stars.pay(order.link, alice.person.id);
    expect(await paying).toMatchObject({ status: 'paid' });
    expect(performance.now() - started).toBeLessThan(1000);
    await locker.query('rollback');
    await locker.end();
    await Promise.all(waiting);
    await world.settled();
    expect(await world.coinsOf(alice)).toBe(PAID);
  });
});

describe('the webhook', () => {
  it('refuses calls without the secret', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const update = paid(alice.person.id, order.id, 160, 'forged');
    expect(await world.send(update, { secret: 'wrong' })).toBe(403);
    expect(await world.send(update, { secret: '' })).toBe(403);
    expect(await world.send(update, { bot: 'nobody' })).toBe(404);
    expect(await world.send({ update_id: 'x' })).toBe(400);
    expect(await world.coinsOf(alice)).toBe(START_COINS);
  });
});
