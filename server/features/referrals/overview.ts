/** What the invite screen shows. */
import type { ReferralsOutput } from '../../../shared/schemas/referrals.ts';
import { startParamOf } from '../../../shared/startParams.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import * as ledger from '../../ledger/index.ts';
import { usernameOf } from '../../telegram/username.ts';
import { referralCodeOf } from '../users/lookup.ts';
import { Referral } from './models.ts';

const MAX_FRIENDS = 100;

/** The personal link, its terms, and the latest friends who came by it. */
export async function readReferrals(app: AppContext, actor: Actor): Promise<ReferralsOutput> {
  const { userId } = actor;
  const invites = app.db.of(Referral);
  const ofPerson = { where: { referrerUserId: userId } };
  const [{ rewards }, code, invited, counted, friends, earned, link] = await Promise.all([
    app.catalog.read(),
    referralCodeOf(app.db, userId),
    invites.count(ofPerson),
    invites.scope('counted').count(ofPerson),
    invites.findAll({
      ...ofPerson,
      include: { association: 'referee', attributes: ['firstName'] },
      order: [
        ['createdAt', 'DESC'],
        ['refereeUserId', 'DESC'],
      ],
      limit: MAX_FRIENDS,
    }),
    sumEarned(app, userId),
    inviteLink(app, actor),
  ]);
  if (code === null) {
    throw new DomainError('LAUNCH_REQUIRED');
  }
  const bonusOf = await readBonuses(app, userId, friends);
  return {
    code,
    link,
    inviterBonus: rewards.referral_inviter_coins,
    friendBonus: rewards.referral_friend_coins,
    topupPercent: rewards.referral_topup_percent,
    invited,
    counted,
    earned,
    friends: friends.map((friend) => ({
      name: friend.referee?.firstName ?? '',
      joinedAt: friend.createdAt.toISOString(),
      countedAt: (friend.revokedAt ? null : friend.countedAt)?.toISOString() ?? null,
      bonus: bonusOf(friend.refereeUserId),
    })),
  };
}

/**
 * The person's own link into the app.
 * @throws DomainError LAUNCH_REQUIRED, OVERLOADED (Telegram does not tell the bot's name)
 */
export async function inviteLink(app: AppContext, actor: Actor): Promise<string> {
  const [code, username] = await Promise.all([
    referralCodeOf(app.db, actor.userId),
    usernameOf(app, actor.botName),
  ]);
  if (code === null) {
    throw new DomainError('LAUNCH_REQUIRED');
  }
  return `https://t.me/${username}?startapp=${startParamOf('referral', code)}`;
}

/** Bonuses and shares of the inviter; what the person got for being invited is not among them. */
async function sumEarned(app: AppContext, userId: number): Promise<number> {
  const [total, asFriend] = await Promise.all([
    ledger.sumOf(app.db, userId, 'coins', [
      'referral_bonus',
      'referral_bonus_reversal',
      'referral_share',
      'referral_share_reversal',
    ]),
    sumBonuses(app, userId, [`friend:${userId}`]),
  ]);
  return total - asFriend;
}

async function sumBonuses(app: AppContext, userId: number, references: string[]) {
  const bonuses = await readNet(app, userId, references);
  return bonuses.values().reduce((sum, amount) => sum + amount, 0);
}

/** What each reference brought and was not clawed back. */
async function readNet(app: AppContext, userId: number, references: string[]) {
  const rows = await Promise.all(
    (['referral_bonus', 'referral_bonus_reversal'] as const).map((kind) =>
      ledger.readByReference(app.db, userId, 'coins', kind, references),
    ),
  );
  const net = new Map<string, number>();
  for (const { reference, amount } of rows.flat()) {
    net.set(reference, (net.get(reference) ?? 0) + amount);
  }
  return net;
}

async function readBonuses(
  app: AppContext,
  userId: number,
  friends: readonly Referral[],
): Promise<(friendId: number) => number> {
  const references = friends.map((friend) => `inviter:${friend.refereeUserId}`);
  const net = await readNet(app, userId, references);
  return (friendId) => net.get(`inviter:${friendId}`) ?? 0;
}
