import { fn } from 'sequelize';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import { BotSession, User } from './models.ts';

/** Leaves only what the ledger refers to: the id. */
export async function erasePerson(
  app: AppContext,
  tx: Tx,
  { userId, telegramId }: { userId: number; telegramId: number },
): Promise<void> {
  await tx.of(BotSession).destroy({ where: { userId } });
  await tx.of(User).update(
    {
      telegramId: -userId,
      firstName: '',
      lastName: null,
      username: null,
      photoUrl: null,
      languageCode: null,
      language: null,
      isPremium: false,
      direction: null,
      notifications: {},
      defaultModel: null,
      allowsMessages: false,
      freeAccessUntil: null,
      blockedReason: null,
      startParam: null,
      startInvite: null,
      timeZone: null,
      erasedAt: fn('now'),
    },
    { where: { id: userId } },
  );
  app.actors.changed(tx, telegramId);
}
