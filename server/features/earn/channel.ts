/**
 * The reward for joining the channel. Only Telegram's answer counts, asked for outside of any transaction;
 * the reward is given once per person and never taken back.
 */
import { GrammyError } from 'grammy';
import type { ChatMember } from 'grammy/types';
import type { AppContext } from '../../app/context.ts';
import { type Actor, actorName } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { transactionTime } from '../../db/clock.ts';
import type { Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import { hasOpenAlert, raiseAlert, resolveAlert } from '../alerts/service.ts';
import { dayOf, lockUsers } from '../users/service.ts';
import { EarnedTask } from './models.ts';

export interface Channel {
  /** `@name`, or the id of a channel without a name. */
  id: string;
  link: string;
}

/** The channel that the settings name; null where there is none. */
export async function channelOf(app: AppContext): Promise<Channel | null> {
  const { settings } = await app.catalog.read();
  const id = settings.channel ?? null;
  if (id === null) {
    return null;
  }
  const link = id.startsWith('@') ? `https://t.me/${id.slice(1)}` : (settings.channel_link ?? null);
  return link === null ? null : { id, link };
}

/** Whether the person has been rewarded for it. */
export async function hasJoined(app: AppContext, userId: number): Promise<boolean> {
  const row = await app.db.of(EarnedTask).findOne({ where: { userId, task: 'channel' } });
  return row !== null;
}

/** The outcome: the reward, nothing further, or a request to join first. */
export type Joining = 'rewarded' | 'had' | 'not_a_member';

/**
 * Rewards a member of the channel.
 * @throws DomainError NOT_FOUND (there is no channel), CHANNEL_UNAVAILABLE (Telegram can't be asked).
 */
export async function joinChannel(app: AppContext, actor: Actor): Promise<Joining> {
  const channel = await channelOf(app);
  if (!channel) {
    throw new DomainError('NOT_FOUND');
  }
  if (await hasJoined(app, actor.userId)) {
    return 'had';
  }
  if (!(await isMember(app, actor, channel))) {
    return 'not_a_member';
  }
  return await app.db.transaction((tx) => reward(app, tx, actor));
}

async function reward(app: AppContext, tx: Tx, actor: Actor): Promise<Joining> {
  const { userId, botName } = actor;
  const { rewards } = await app.catalog.read();
  const [person] = await lockUsers(tx, [userId]);
  const lastDay = dayOf(await transactionTime(tx));
  const isFirst = await tx.of(EarnedTask).createUnlessExists({ userId, task: 'channel', lastDay });
  // A person who has deleted an account received it then.
  if (!isFirst || person?.returned) {
    return 'had';
  }
  const fact = {
    userId,
    botName,
    actor: actorName(actor),
    kind: 'free_grant',
    source: 'CHANNEL',
  } as const;
  const gifts = [
    { ...fact, asset: 'free_operations', amount: rewards.channel_free_operations },
    { ...fact, asset: 'free_trainings', amount: rewards.channel_free_trainings },
  ] as const;
  await ledger.postAll(
    tx,
    gifts.filter(({ amount }) => amount > 0),
  );
  app.live.publish(tx, userId, { type: 'balance' });
  return 'rewarded';
}

/**
 * Asks as the person's own bot, then as the others: one of them has to be an admin of the channel.
 * @throws DomainError CHANNEL_UNAVAILABLE
 */
async function isMember(app: AppContext, actor: Actor, { id }: Channel): Promise<boolean> {
  const own = app.bots.find(actor.botName) ?? app.bots.first;
  const bots = [own, ...app.bots.all().filter(({ name }) => name !== own.name)];
  let refusal: GrammyError | null = null;
  for (const bot of bots) {
    try {
      const member = await bot.api.getChatMember(id, actor.telegramId);
      await closeAlert(app, id);
      return isIn(member);
    } catch (error) {
      if (error instanceof GrammyError && isNobody(error)) {
        return false;
      }
      app.log.warn({ err: error, bot: bot.name }, 'membership of the channel could not be read');
      if (error instanceof GrammyError && [400, 403].includes(error.error_code)) {
        refusal = error;
      } else {
        throw new DomainError('CHANNEL_UNAVAILABLE', {}, { cause: error });
      }
    }
  }
  const said = refusal?.description ?? '';
  await app.db.transaction((tx) =>
    raiseAlert(tx, { kind: 'channel_unreadable', key: id, detail: { said }, again: true }),
  );
  throw new DomainError('CHANNEL_UNAVAILABLE', {}, { cause: refusal });
}

/** Bot API: a restricted person may be inside or outside. */
function isIn(member: ChatMember): boolean {
  switch (member.status) {
    case 'creator':
    case 'administrator':
    case 'member':
      return true;
    case 'restricted':
      return member.is_member;
    default:
      return false;
  }
}

/** Telegram's answer for a person who has never been in the channel. */
function isNobody({ error_code, description }: GrammyError): boolean {
  return error_code === 400 && /PARTICIPANT_ID_INVALID|user not found/i.test(description);
}

async function closeAlert(app: AppContext, key: string): Promise<void> {
  if (await hasOpenAlert(app.db, { kind: 'channel_unreadable', key })) {
    await app.db.transaction((tx) => resolveAlert(tx, { kind: 'channel_unreadable', key }));
  }
}
