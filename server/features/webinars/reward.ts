/**
 * The reward for registering at a webinar: once per person, held by one registration. Cancelling that one
 * claws it back; what had been spent by then is not paid a second time.
 */
import { Op } from 'sequelize';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import { NOW } from '../../db/values.ts';
import * as ledger from '../../ledger/index.ts';
import { toFact } from '../progress/lookup.ts';
import { addXpFor, countForBadges } from '../progress/service.ts';
import { isReturned } from '../users/lookup.ts';
import { WebinarRegistration as Registration } from './models.ts';

const recipientOf = ({ userId, botName }: Registration) => ({ userId, botName });
const rewardOf = ({ webinarId, nth }: Registration) => ({ webinarId, nth });

/**
 * A person has got a place: it counts for badges once per webinar, and brings the reward if it is due. XP
 * comes once per person: joining and leaving many webinars must not raise anybody's level.
 */
export async function confirm(
  app: AppContext,
  tx: Tx,
  registration: Registration,
): Promise<number> {
  const who = recipientOf(registration);
  const isFirst = await ofWebinar(tx, registration).update(
    { confirmedAt: NOW },
    { where: { confirmedAt: null } },
  );
  if (isFirst > 0) {
    await addXpFor(app, tx, who, 'xp_webinar', { source: 'webinar', cause: 'first' });
    await countForBadges(app, tx, who, { webinars: 1 });
  }
  return pay(app, tx, registration);
}

/** The row of this registration, for changing it. */
const ofWebinar = (tx: Tx, { userId, webinarId }: Registration) =>
  tx.of(Registration).scope({ method: ['of', userId, webinarId] });

/** @returns what was paid, hundredths of a coin. */
async function pay(app: AppContext, tx: Tx, registration: Registration): Promise<number> {
  const who = recipientOf(registration);
  const { rewards } = await app.catalog.read();
  await ledger.lockBalances(tx, who.userId);
  const held = await tx.of(Registration).findOne({
    where: { userId: who.userId, holdsReward: true },
  });
  // While nothing is held, this is what was spent before it could be given back.
  const alreadyHeld = await ledger.sumOf(tx, who.userId, 'coins', [
    'webinar_reward',
    'webinar_reward_reversal',
  ]);
  const amount = (await isReturned(tx, who.userId)) ? 0 : rewards.webinar_coins - alreadyHeld;
  if (held || amount <= 0) {
    return 0;
  }
  const reward = { kind: 'webinar_reward', ...rewardOf(registration), amount } as const;
  await ledger.post(tx, { ...toFact(who), ...reward });
  await ofWebinar(tx, registration).update({ holdsReward: true }, { where: {} });
  app.live.publish(tx, who.userId, { type: 'reward', kind: 'webinar_reward', amount });
  app.live.publish(tx, who.userId, { type: 'balance' });
  return amount;
}

/** What a registration has brought; 0 when it holds no reward. */
export async function paidFor(tx: Tx, registration: Registration): Promise<number> {
  const which = { kind: 'webinar_reward', ...rewardOf(registration), amount: 1 } as const;
  const posted = registration.holdsReward
    ? await ledger.findPosted(tx, { ...toFact(recipientOf(registration)), ...which })
    : null;
  return posted?.amount ?? 0;
}

/** A place has been given up: its reward is clawed back, or moves to another place of the person. */
export async function giveUp(app: AppContext, tx: Tx, registration: Registration): Promise<void> {
  const who = recipientOf(registration);
  const amount = await paidFor(tx, registration);
  if (amount === 0) {
    return;
  }
  const reversal = { kind: 'webinar_reward_reversal', ...rewardOf(registration), amount } as const;
  await ledger.clawBack(tx, { ...toFact(who), ...reversal });
  await ofWebinar(tx, registration).update({ holdsReward: false }, { where: {} });
  app.live.publish(tx, who.userId, { type: 'balance' });
  // Another webinar at which the person still has a place.
  const other = await tx
    .of(Registration)
    .scope('registered')
    .findOne({
      where: { userId: who.userId, webinarId: { [Op.ne]: registration.webinarId } },
      order: ['updatedAt'],
    });
  if (other) {
    await pay(app, tx, other);
  }
}
