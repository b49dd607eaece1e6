import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { starWorld } from '../payments/providers/stars/testing/starWorld.ts';

const world = await starWorld();
const { telegram } = world;

async function subscribe() {
  const alice = await world.payer();
  const order = await world.order(alice, { type: 'plan', code: 'month' });
  const { charge } = await telegram.stars.pay(order.link, alice.person.id);
  await world.settled();
  const state = () => telegram.stars.subscription(charge?.id ?? '').state;
  return { alice, state };
}

describe('plans.cancel', () => {
  it('ends the renewal with Telegram, keeps the plan, and returns the same answer for the same request', async () => {
    const { alice, state } = await subscribe();
    const before = (await alice.call.me.get()).plan;
    expect(before).toMatchObject({ code: 'month', renews: true });
    const requestId = randomUUID();
    const cancel = () => alice.call.plans.cancel({ requestId });
    const [first, second] = await Promise.all([cancel(), cancel()]);
    expect(first.current).toMatchObject({ code: 'month', renews: false, endsAt: before?.endsAt });
    expect(second).toEqual(first);
    expect(await cancel()).toEqual(first);
    expect(state()).toBe('canceled');
    await expect(alice.call.plans.cancel({ requestId: randomUUID() })).rejects.toThrow(
      'PLAN_NOT_ACTIVE',
    );
  });

  it("does not touch other people's plans", async () => {
    const { alice, state } = await subscribe();
    const mallory = await world.payer();
    await expect(mallory.call.plans.cancel({ requestId: randomUUID() })).rejects.toThrow(
      'PLAN_NOT_ACTIVE',
    );
    expect(state()).toBe('active');
    expect((await alice.call.me.get()).plan).toMatchObject({ renews: true });
  });
});
