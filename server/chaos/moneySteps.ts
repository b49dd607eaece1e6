/** The steps that people, admins and providers take in the property of money. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { AppContext } from '../app/context.ts';
import { DomainError } from '../core/errors.ts';
import { pictureOrder } from '../features/generation/testing/orders.ts';
import { reconcile } from '../features/payments/reconcile.ts';
import { calls, type History, type moneyWorld, purchases } from './moneyWorld.ts';

type World = Awaited<ReturnType<typeof moneyWorld>>;

/** A code for anybody twice in all, and one for everybody's first top-up. */
type Discount = 'discount' | 'first';

/** One action; numbers select among what exists at that moment, modulo its number. */
export type Step =
  | { do: 'order'; who: number; by: 'stars' | 'yookassa'; what: number; code: Discount | null }
  | { do: 'pay'; which: number }
  | { do: 'giveUp'; which: number }
  | { do: 'refund'; which: number }
  | { do: 'refundByProvider'; which: number; isNotificationLost: boolean }
  | { do: 'cancel'; which: number }
  | { do: 'deliverEvent'; which: number; copies: number }
  | { do: 'redeem'; who: number; code: 'bonus' | 'free' | 'discount' }
  | { do: 'generate'; who: number; video: boolean; fails: boolean }
  | { do: 'work'; which: number }
  | { do: 'endPlan'; who: number }
  | { do: 'reconcile' };

const number = fc.nat(30);
const which = <Do extends Step['do']>(name: Do) =>
  fc.record({ do: fc.constant(name), which: number });

export const anyOrder: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('order' as const),
  who: number,
  by: fc.constantFrom('stars' as const, 'yookassa' as const),
  what: number,
  code: fc.constantFrom(null, null, 'discount' as const, 'first' as const),
});

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: anyOrder },
  { weight: 9, arbitrary: which('pay') },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('deliverEvent' as const),
      which: number,
      copies: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: which('giveUp') },
  { weight: 2, arbitrary: which('refund') },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refundByProvider' as const),
      which: number,
      isNotificationLost: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: which('cancel') },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('redeem' as const),
      who: number,
      code: fc.constantFrom('bonus' as const, 'free' as const, 'discount' as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('generate' as const),
      who: number,
      video: fc.boolean(),
      fails: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: which('work') },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('endPlan' as const), who: number }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reconcile' as const) }) },
);

/** Takes the step in a process. Called again after a crash: the same step with the same ids. */
export type Act = (app: AppContext) => Promise<unknown>;

const nth = <Item>(items: readonly Item[], index: number): Item | undefined =>
  items[index % Math.max(items.length, 1)];

/** What each step means now; null when there is nothing to apply it to. */
const acts: {
  [Do in Step['do']]: (
    step: Extract<Step, { do: Do }>,
    history: History,
    world: World,
  ) => Act | null;
} = {
  order(step, history) {
    const owner = nth(history.people, step.who);
    const item = nth(purchases, step.what);
    if (!owner || !item) {
      return null;
    }
    const code = item.type === 'plan' ? null : step.code;
    const promo = code ? { promoCode: history.codes[code] } : {};
    const input = { requestId: randomUUID(), provider: step.by, item, ...promo };
    return async (app) => {
      history.orders.push({ order: await calls.order(app, owner, input), owner });
    };
  },
  pay(step, history, world) {
    const ordered = nth(history.orders, step.which);
    return ordered ? () => world.pay(history, ordered) : null;
  },
  giveUp(step, history) {
    const ordered = nth(history.orders, step.which);
    return ordered ? (app) => calls.giveUp(app, ordered.owner, ordered.order.id) : null;
  },
  refund(step, history) {
    const charge = nth(history.charges, step.which);
    const requestId = randomUUID();
    return charge
      ? (app) =>
          calls.refund(app, charge, requestId).catch((error: unknown) => {
            // Its payment may not have been reported yet.
            if (!(error instanceof DomainError && error.code === 'NOT_FOUND')) {
              throw error;
            }
          })
      : null;
  },
  refundByProvider(step, history, world) {
    const charge = nth(history.charges, step.which);
    return charge ? async () => world.refundByProvider(charge, step.isNotificationLost) : null;
  },
  deliverEvent(step, history, world) {
    const event = nth(history.events, step.which);
    const others = Array.from({ length: step.copies - 1 }, (_, copy) => world.process(copy));
    return event
      ? (app) => Promise.all([app, ...others].map((process) => world.deliverEvent(process, event)))
      : null;
  },
  redeem(step, history) {
    const by = nth(history.people, step.who);
    const input = { code: history.codes[step.code], requestId: randomUUID() };
    return by
      ? async (app) => history.redeemed.push({ by, answer: await calls.redeem(app, by, input) })
      : null;
  },
  generate(step, history) {
    const owner = nth(history.people, step.who);
    const order = pictureOrder({
      prompt: step.fails ? 'it fails' : 'it works',
      ...(step.video ? { operation: 'video', model: 'veo-3-1-fast' } : {}),
    });
    return owner
      ? async (app) => {
          const { id, paidWith, price } = await calls.generate(app, owner, order);
          history.made.push({ owner, id, paidWith, price });
        }
      : null;
  },
  work(step, history) {
    const made = nth(history.made, step.which);
    return made ? (app) => calls.work(app, made) : null;
  },
  cancel(step, history) {
    const made = nth(history.made, step.which);
    return made ? (app) => calls.cancel(app, made) : null;
  },
  endPlan(step, history) {
    const who = nth(history.people, step.who);
    const requestId = randomUUID();
    return who ? (app) => calls.endPlan(app, who, requestId) : null;
  },
  reconcile: () => (app) => reconcile(app),
};

export function actOf(world: World, history: History, step: Step): Act | null {
  const act = acts[step.do] as (step: Step, history: History, world: World) => Act | null;
  return act(step, history, world);
}
