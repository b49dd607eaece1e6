import { describe, expect, it } from 'vitest';
import { sql } from '../db/statement.ts';
import { starWorld } from '../features/payments/providers/stars/testing/starWorld.ts';

const world = await starWorld();
const { telegram } = world;
type Payer = Awaited<ReturnType<typeof world.payer>>;

const readReferrer = sql<{ referrer: number }>(`
  select r.referrer_user_id as referrer from referrals r join users u on u.id = r.referee_user_id
  where u.telegram_id = $1
`);
const makeLaunchOld = sql(
  `update users set launched_at = launched_at - interval '2 hours' where telegram_id = $1`,
);
const codeOf = async (payer: Payer) => (await payer.call.referrals.get()).code;
const referrerOf = async (id: number) =>
  (await world.app.db.query(readReferrer, [id]))[0]?.referrer ?? null;

async function start(id: number, startParam: string) {
  telegram.chats.say('main', id, `/start ${startParam}`);
  await world.settled();
}

describe('an invite by /start to the bot', () => {
  it('counts although the app is then opened by another link, which is followed', async () => {
    const alice = await world.payer();
    const person = telegram.world.createNewcomer();
    await start(person.id, `r_${await codeOf(alice)}`);
    const bob = await world.test.person({ id: person.id, startParam: 'promo_SAVE20' });
    expect(bob.start).toEqual({ type: 'promo', code: 'SAVE20' });
    expect(await referrerOf(person.id)).toBe(alice.userId);
  });

  it('counts beside a promo code that was sent to the bot before or after it', async () => {
    const alice = await world.payer();
    const invite = `r_${await codeOf(alice)}`;
    for (const params of [
      [invite, 'promo_SAVE20'],
      ['promo_SAVE20', invite],
    ]) {
      const person = telegram.world.createNewcomer();
      for (const param of params) {
        await start(person.id, param);
      }
      expect((await world.test.person({ id: person.id })).start).toMatchObject({ type: 'promo' });
      expect(await referrerOf(person.id)).toBe(alice.userId);
    }
  });

  it('counts shortly after the first launch, once, and not when the launch is long ago', async () => {
    const [alice, other] = [await world.payer(), await world.payer()];
    const [soon, late] = [await world.payer(), await world.payer()];
    await start(soon.person.id, `r_${await codeOf(alice)}`);
    await start(soon.person.id, `r_${await codeOf(other)}`);
    expect(await referrerOf(soon.person.id)).toBe(alice.userId);
    await world.app.db.query(makeLaunchOld, [alice.person.id]);
    await world.app.db.query(makeLaunchOld, [late.person.id]);
    await start(late.person.id, `r_${await codeOf(other)}`);
    expect(await referrerOf(late.person.id)).toBeNull();
  });

  it('does not count from oneself, from somebody who launched later, or after a payment', async () => {
    const [alice, bob] = [await world.payer(), await world.payer()];
    await start(alice.person.id, `r_${await codeOf(alice)}`);
    await start(alice.person.id, `r_${await codeOf(bob)}`);
    expect(await referrerOf(alice.person.id)).toBeNull();
    const order = await world.order(bob);
    await telegram.stars.pay(order.link, bob.person.id);
    await world.settled();
    await start(bob.person.id, `r_${await codeOf(alice)}`);
    expect(await referrerOf(bob.person.id)).toBeNull();
  });
});
