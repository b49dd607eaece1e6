/**
 * Invites: who invited whom, and their rewards. An invite counts when the friend finishes a first generation;
 * then both get a bonus, and the inviter gets a share of the friend's top-ups.
 */

import type { PaymentProvider, RewardKind } from '../../../shared/closedSets.ts';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import { fromNow, NOW } from '../../db/values.ts';
import * as ledger from '../../ledger/index.ts';
import { notify } from '../notifications/service.ts';
import { hasOtherCharge } from '../payments/lookup.ts';
import { addXpFor, countForBadges } from '../progress/service.ts';
import { Referral } from './models.ts';

export { acceptLateInvite } from './invites.ts';
export { followStartParam, inviteOf } from './startParam.ts';

/** A person's generation has succeeded: their first one makes the invite count. */
export async function countFriend(app: AppContext, tx: Tx, refereeUserId: number): Promise<void> {
  const { settings } = await app.catalog.read();
  const hold = Math.max(0, settings.referral_hold_hours ?? 0);
  const [counted] = await tx
    .of(Referral)
    .scope('notCounted')
    .updateReturning(
      { countedAt: NOW, payableAt: fromNow({ hours: hold }) },
      { where: { refereeUserId } },
    );
  if (!counted) {
    return;
  }
  const inviter = { userId: counted.referrerUserId, botName: counted.botName };
  const cause = { source: 'friend', cause: String(refereeUserId) };
  if (await addXpFor(app, tx, inviter, 'xp_friend', cause)) {
    await countForBadges(app, tx, inviter, { friends: 1 });
  }
  await payBonus(app, tx, refereeUserId);
}

/** Pays the bonus of an invite to both, if it is due and has not been paid. */
export async function payBonus(app: AppContext, tx: Tx, refereeUserId: number): Promise<void> {
  const invites = tx.of(Referral);
  const [referral] = await invites
    .scope('payable')
    .updateReturning({ paidAt: NOW }, { where: { refereeUserId } });
  if (!referral) {
    return;
  }
  const { rewards } = await app.catalog.read();
  const bonuses = bonusesOf(referral, {
    inviter: rewards.referral_inviter_coins,
    friend: rewards.referral_friend_coins,
  });
  await ledger.postAll(
    tx,
    bonuses.map((bonus) => ({ ...bonus, kind: 'referral_bonus' })),
  );
  for (const { userId, amount } of bonuses) {
    announce(app, tx, userId, { kind: 'referral_bonus', amount });
  }
  const inviters = bonuses.find(({ side }) => side === 'inviter');
  if (inviters) {
    const { referee } = await invites.findOne({
      where: { refereeUserId },
      include: { association: 'referee', attributes: ['firstName'] },
      rejectOnEmpty: true,
    });
    await notify(app, tx, {
      userId: inviters.userId,
      botName: inviters.botName,
      key: String(refereeUserId),
      message: { kind: 'referral_bonus', coins: inviters.amount, friend: referee?.firstName ?? '' },
    });
  }
}

interface Bonus {
  side: 'inviter' | 'friend';
  refereeId: number;
  userId: number;
  botName: string;
  actor: string;
  amount: number;
}

function bonusesOf(
  { refereeUserId: refereeId, referrerUserId, botName }: Referral,
  amounts: { inviter: number; friend: number },
): Bonus[] {
  const common = { refereeId, botName, actor: 'system' };
  const bonuses: Bonus[] = [
    { ...common, side: 'inviter', userId: referrerUserId, amount: amounts.inviter },
    { ...common, side: 'friend', userId: refereeId, amount: amounts.friend },
  ];
  return bonuses.filter(({ amount }) => amount > 0);
}

interface FriendsCharge {
  /** The friend. */
  userId: number;
  provider: PaymentProvider;
  chargeId: string;
}

/** Gives the inviter a share of a friend's top-up. `coins` in hundredths; the share is rounded down. */
export async function shareTopup(
  app: AppContext,
  tx: Tx,
  {
    userId,
    provider,
    chargeId,
    coins,
    botName,
  }: FriendsCharge & { coins: number; botName: string },
): Promise<void> {
  const referral = await tx.of(Referral).findByPk(userId);
  if (!referral) {
    return;
  }
  const { rewards } = await app.catalog.read();
  const amount = shareOf(coins, rewards.referral_topup_percent);
  if (amount > 0) {
    await ledger.post(tx, {
      kind: 'referral_share',
      provider,
      chargeId,
      amount,
      userId: referral.referrerUserId,
      botName,
      actor: 'system',
    });
    announce(app, tx, referral.referrerUserId, { kind: 'referral_share', amount });
  }
}

/** Whole hundredths of a coin, rounded down. */
export function shareOf(coins: number, percent: number): number {
  return Math.floor((coins * percent) / 100);
}

/**
 * A friend's payment has been refunded: the share of it goes back. When it was the last payment that
 * had not been refunded, the invite no longer counts, and both bonuses go back as well.
 */
export async function revokePayment(app: AppContext, tx: Tx, charge: FriendsCharge): Promise<void> {
  const { userId, provider, chargeId } = charge;
  const referral = await tx.of(Referral).findByPk(userId);
  if (!referral) {
    return;
  }
  await clawBackShare(app, tx, referral.referrerUserId, charge);
  if (await hasOtherCharge(tx, userId, { provider, chargeId })) {
    return;
  }
  const [revoked] = await tx
    .of(Referral)
    .scope('counted')
    .updateReturning({ revokedAt: NOW }, { where: { refereeUserId: userId } });
  if (revoked?.paidAt) {
    await clawBackBonus(app, tx, revoked);
  }
}

async function clawBackShare(
  app: AppContext,
  tx: Tx,
  inviterId: number,
  { provider, chargeId }: FriendsCharge,
): Promise<void> {
  const share = { kind: 'referral_share', provider, chargeId } as const;
  const posted = await findPosted(tx, { ...share, userId: inviterId });
  if (posted) {
    const fact = { userId: inviterId, botName: posted.botName, actor: 'system' };
    await ledger.clawBack(tx, {
      ...share,
      ...fact,
      kind: 'referral_share_reversal',
      amount: posted.amount,
    });
    app.live.publish(tx, inviterId, { type: 'balance' });
  }
}

/** Claws back what was paid, whatever the current bonus. */
async function clawBackBonus(app: AppContext, tx: Tx, referral: Referral) {
  for (const bonus of bonusesOf(referral, { inviter: 1, friend: 1 })) {
    const posted = await findPosted(tx, { ...bonus, kind: 'referral_bonus' });
    if (posted) {
      const { amount } = posted;
      await ledger.clawBack(tx, { ...bonus, kind: 'referral_bonus_reversal', amount });
      app.live.publish(tx, bonus.userId, { type: 'balance' });
    }
  }
}

type Unused = 'amount' | 'botName' | 'actor';
type Posted = Extract<ledger.Movement, { kind: 'referral_share' | 'referral_bonus' }>;
/** Which movement it was; its amount is the question. */
type Which = Posted extends infer Movement
  ? Movement extends Posted
    ? Omit<Movement, Unused>
    : never
  : never;

function findPosted(tx: Tx, which: Which) {
  return ledger.findPosted(tx, { ...which, amount: 1, botName: '', actor: '' });
}

function announce(
  app: AppContext,
  tx: Tx,
  userId: number,
  reward: { kind: RewardKind; amount: number },
): void {
  app.live.publish(tx, userId, { type: 'reward', ...reward });
  app.live.publish(tx, userId, { type: 'balance' });
}
