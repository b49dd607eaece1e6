/** People: first launch, settings, direction. */

import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type {
  chooseDirectionInput,
  LaunchOutput,
  launchInput,
  Me,
  updateSettingsInput,
} from '../../../shared/schemas/me.ts';
import type { AppContext } from '../../app/context.ts';
import { type Actor, actorName, type Caller } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Tx } from '../../db/database.ts';
import { claimRequest } from '../../db/requests.ts';
import { NOW } from '../../db/values.ts';
import * as ledger from '../../ledger/index.ts';
import { menuButtonJob } from '../../telegram/menuButton.ts';
import { hasReturned } from '../account/lookup.ts';
import type { CatalogSnapshot } from '../catalog/lookup.ts';
import { followStartParam, inviteOf } from '../referrals/service.ts';
import { lockUsers } from './accountStatus.ts';
import { announceRole } from './admins.ts';
import { isReturned } from './lookup.ts';
import { BotSession, User } from './models.ts';
import { toMe } from './present.ts';
import * as statements from './statements.ts';
import { setTimeZone, visit } from './visits.ts';

export {
  extendFreeAccess,
  lockUsers,
  setBlocked,
  setFreeAccess,
  setRole,
} from './accountStatus.ts';
export { importPeople, importSessions } from './importPeople.ts';
export { openSession, saveSession } from './sessions.ts';
export { dayOf, visit } from './visits.ts';

/** What is known of a person who launches the app or writes to the bot. */
export interface TelegramProfile {
  telegramId: number;
  firstName: string;
  lastName?: string | undefined;
  username?: string | undefined;
  photoUrl?: string | undefined;
  languageCode?: string | undefined;
  isPremium: boolean;
  /** They wrote to the bot, so the bot may write back. */
  allowsMessages: boolean;
  startParam?: string | undefined;
}

/** Registers a person, or updates the profile from Telegram. */
export async function upsertTelegramUser(
  app: AppContext,
  tx: Tx,
  botName: string,
  profile: TelegramProfile,
) {
  const isAdmin = app.config.telegram.adminIds.includes(profile.telegramId);
  const [user] = await tx.query(statements.upsertUser, [
    profile.telegramId,
    profile.firstName,
    profile.lastName ?? null,
    profile.username ?? null,
    profile.photoUrl ?? null,
    profile.languageCode ?? null,
    profile.isPremium,
    profile.allowsMessages,
    isAdmin,
    randomBytes(6).toString('base64url'),
    botName,
    profile.startParam ?? null,
    inviteOf(profile.startParam),
  ]);
  if (!user) {
    throw new Error('a person could not be stored');
  }
  const before = user.role_before ?? 'user';
  if (user.role !== before) {
    const { id, role } = user;
    await announceRole(app, tx, { id, telegramId: profile.telegramId, before, role });
  }
  if (user.is_new && (await hasReturned(app, tx, profile.telegramId))) {
    await tx.of(User).update({ returned: true }, { where: { id: user.id } });
  }
  await tx.of(BotSession).createUnlessExists({ userId: user.id, botName });
  return user;
}

/**
 * The app's first call: creates the person, pays the start reward once, continues the streak and follows the
 * start parameter.
 * @throws DomainError ACCOUNT_PAUSED
 */
export async function launch(
  app: AppContext,
  caller: Caller,
  input: z.infer<typeof launchInput> = null,
): Promise<LaunchOutput> {
  const { user, startParam } = caller.initData;
  const timeZone = input?.timeZone;
  const catalog = await app.catalog.read();
  const { userId, granted, isNew, start } = await app.db.transaction(async (tx) => {
    const person = await upsertTelegramUser(app, tx, caller.bot.name, {
      telegramId: user.id,
      firstName: user.firstName,
      lastName: user.lastName,
      username: user.username,
      photoUrl: user.photoUrl,
      languageCode: user.languageCode,
      isPremium: user.isPremium,
      allowsMessages: user.allowsWriteToPm,
      startParam,
    });
    if (person.blocked_at) {
      throw new DomainError('ACCOUNT_PAUSED');
    }
    const first = person.launched_at === null;
    const actor: Actor = {
      userId: person.id,
      telegramId: user.id,
      role: 'user',
      botName: caller.bot.name,
    };
    const newcomer = first && !(await isReturned(tx, person.id));
    const rewards = newcomer ? await welcome(app, tx, actor, catalog) : [];
    const led = await followStartParam(app, tx, actor, {
      startParams: [startParam ?? null, person.start_param],
      invites: newcomer ? [person.start_invite, inviteOf(startParam)] : [],
    });
    if (timeZone !== undefined) {
      await setTimeZone(tx, person.id, timeZone);
    }
    await visit(app, tx, actor);
    if (first) {
      await tx
        .of(User)
        .update(
          { launchedAt: NOW, startParam: null, startInvite: null },
          { where: { id: person.id, launchedAt: null } },
        );
      await app.queue.enqueue(tx, menuButtonJob, {
        botName: caller.bot.name,
        telegramId: user.id,
        language: null,
        languageCode: user.languageCode ?? null,
      });
    }
    return { userId: person.id, granted: rewards, isNew: first, start: led };
  });
  return { me: await getMe(app, userId, caller.bot.name), isNew, granted, start };
}

/** The start reward and the free operations of a newcomer. */
async function welcome(
  app: AppContext,
  tx: Tx,
  actor: Actor,
  { rewards, settings }: CatalogSnapshot,
) {
  const coins = rewards.launch_coins;
  const common = { userId: actor.userId, botName: actor.botName, actor: actorName(actor) };
  const movements: ledger.Movement[] = [];
  if (coins > 0) {
    movements.push({ ...common, kind: 'launch_reward', amount: coins });
  }
  const operations = settings.welcome_free_operations ?? app.config.prices.freeOperations;
  if (operations > 0) {
    movements.push({
      ...common,
      kind: 'free_grant',
      asset: 'free_operations',
      source: 'WELCOME',
      amount: operations,
    });
  }
  const posted = await ledger.postAll(tx, movements);
  return posted.map(({ entry }) => ({
    kind: entry.kind,
    asset: entry.asset,
    amount: entry.amount,
  }));
}

export async function getMe(app: AppContext, userId: number, botName: string): Promise<Me> {
  const [row, catalog] = await Promise.all([
    app.db.readOne(statements.readMe, userId),
    app.catalog.read(),
  ]);
  if (!row) {
    throw new DomainError('LAUNCH_REQUIRED');
  }
  return toMe(row, catalog, app.bots.find(botName) ?? app.bots.first, app.now());
}

export async function updateSettings(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof updateSettingsInput>,
): Promise<Me> {
  await app.db.transaction(async (tx) => {
    const user = await tx.of(User).findOne({
      where: { id: actor.userId },
      lock: FOR_NO_KEY_UPDATE,
      rejectOnEmpty: true,
    });
    if (input.language !== undefined && input.language !== user.language) {
      await app.queue.enqueue(tx, menuButtonJob, {
        botName: actor.botName,
        telegramId: user.telegramId,
        language: input.language,
        languageCode: user.languageCode,
      });
    }
    await tx.of(User).save(user, {
      ...(input.language === undefined ? {} : { language: input.language }),
      ...(input.defaultModel === undefined ? {} : { defaultModel: input.defaultModel }),
      notifications: { ...user.notifications, ...input.notifications },
    });
  });
  return getMe(app, actor.userId, actor.botName);
}

/** Chooses a direction; the first choice is rewarded, a later one only changes it. */
export async function chooseDirection(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof chooseDirectionInput>,
): Promise<Me> {
  const { rewards } = await app.catalog.read();
  await app.db.transaction(async (tx) => {
    const { requestId, ...rest } = input;
    if (!(await claimRequest(tx, actor.userId, requestId, 'me.chooseDirection', rest))) {
      return;
    }
    const [user] = await lockUsers(tx, [actor.userId]);
    const isFirst = user?.direction === null;
    await (user && tx.of(User).save(user, { direction: input.direction }));
    const isRewarded = rewards.direction_coins > 0 && !(await isReturned(tx, actor.userId));
    if (isFirst && isRewarded) {
      await ledger.post(tx, {
        kind: 'direction_reward',
        userId: actor.userId,
        botName: actor.botName,
        actor: actorName(actor),
        amount: rewards.direction_coins,
      });
      app.live.publish(tx, actor.userId, {
        type: 'reward',
        kind: 'direction_reward',
        amount: rewards.direction_coins,
      });
      app.live.publish(tx, actor.userId, { type: 'balance' });
    }
  });
  return getMe(app, actor.userId, actor.botName);
}
